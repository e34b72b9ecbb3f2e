import type { Stop } from '@askfirst/consent'
import type { Core } from './core.ts'
import type { Plugin, PluginContext } from './plugin.ts'

/** Starts plugins, each with the same narrow context, and stops them. */
export interface PluginHost {
  use(plugin: Plugin): Stop
  stop: Stop
}

export function createPluginHost({ env, consent, plugins }: Core, track: PluginContext['track']): PluginHost {
  const stops = new Set<Stop>()
  return {
    use: (plugin) => {
      const { allows } = consent
      const log = (text: string): void => env.warn(`${plugin.name}: ${text}`)
      plugins.push(plugin)
      const end = plugin.setup?.({ track: (name, props) => track(name, props), allows, env, log })
      const stop = (): void => {
        if (!stops.delete(stop)) return
        plugins.splice(plugins.indexOf(plugin), 1)
        end?.()
      }
      stops.add(stop)
      return stop
    },
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}
