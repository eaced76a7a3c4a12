/**
 * Preloaded by the test commands: properties are tried on the same generated values in every run, so that a change is
 * judged by what it changed. `TEST_SEED=<integer>` tries others; a failure prints the seed that repeats it.
 */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? 14_050_904) })
