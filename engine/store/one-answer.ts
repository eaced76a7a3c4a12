/** Finds whose whole result is wanted at once. */

/**
 * Options of such a find: by itself a server answers with 101 documents first, and each further part costs another round
 * trip. Answers are limited to 16 MB anyway.
 */
export const inOneAnswer = { batchSize: 50_000 } as const
