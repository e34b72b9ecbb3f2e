import type { Plan } from '@askfirst/plan'
import type { Client } from './client.ts'
import { createClient } from './createClient.ts'
import { browserEnv, hasPage } from './env.ts'
import { inertClient } from './inertClient.ts'
import type { Options } from './options.ts'
import { readOptions } from './readOptions.ts'

/** The page's one client: a second `init` of the same page (a strict-mode effect, say) gets the first one's. */
let live: Client | undefined

/**
 * Starts Askfirst in this page. Nothing is captured, stored or sent before the visitor opts in.
 * Without a page (server, worker) it returns a client that does nothing.
 *
 * @throws AskfirstError `options-invalid` or `plan-invalid`, with the fix in the message
 */
export function init<const P extends Plan = Plan>(options: Options<P>): Client<P> {
  const settings = readOptions(options as Options)
  if (!hasPage()) {
    console.info('[askfirst] there is no page here: this client does nothing')
    return inertClient(settings) as Client<P>
  }
  if (!live) {
    const made = createClient(settings, browserEnv(), {
      outbox: () => import('./createOutbox.ts'),
      more: () => import('./more.ts'),
    })
    try {
      settings.plugins.forEach(made.use)
    } catch (error) {
      // Nobody would hold this client, and it would go on.
      void made.shutdown()
      throw error
    }
    live = {
      ...made,
      shutdown: () => {
        live = undefined
        return made.shutdown()
      },
    }
  }
  return live as Client<P>
}
