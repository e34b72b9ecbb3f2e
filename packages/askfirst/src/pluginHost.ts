import type { Stop } from '@askfirst/consent'
import type { Env } from './environment.ts'
import type { Plugin, PluginContext } from './plugin.ts'

/** Starts plugins, each with the same narrow context, and stops them. */
export interface PluginHost {
  use(plugin: Plugin): Stop
  stop(): void
}

/** @param plugins the list of those that run, in order: the path's enrich stage reads it */
export function createPluginHost(
  env: Env,
  plugins: Plugin[],
  context: Pick<PluginContext, 'track' | 'allows'>,
): PluginHost {
  const stops = new Set<Stop>()
  return {
    use: (plugin) => {
      plugins.push(plugin)
      const end = plugin.setup?.({ ...context, env, log: (text) => env.warn(`${plugin.name}: ${text}`) })
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
