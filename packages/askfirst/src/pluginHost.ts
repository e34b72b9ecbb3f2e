import type { Stop } from '@askfirst/consent'
import type { Core } from './core.ts'
import type { Plugin, PluginContext } from './plugin.ts'

/** Makes the function that starts a plugin and returns its stop; each gets the same narrow context. */
export function pluginHost(
  { env, consent: { allows }, plugins }: Core,
  track: PluginContext['track'],
): (plugin: Plugin) => Stop {
  return (plugin) => {
    let end: Stop | undefined
    const stop = (): void => {
      const running = plugins.delete(stop)
      try {
        if (running) end?.()
      } catch (error) {
        // What else is to be stopped must not be kept from it.
        env.warn(`${plugin.name}: ${error}`)
      }
    }
    plugins.set(stop, plugin)
    end = plugin.setup?.({ track, allows, env, log: (text) => env.warn(`${plugin.name}: ${text}`) })
    return stop
  }
}
