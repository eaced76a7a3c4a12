/** Loads the hub, and lets `api/main.ts`, which is to follow it in the same process, wait for a word on the input. */
import { once } from 'node:events'

import '../../api/hub.ts'

await once(process.stdin, 'data')
