/** Schema of a content reference, for inputs and outputs of operations. */
import { Type } from 'typebox'

/** A content reference (`ContentReference`). */
export const contentSchema = Type.Object(
  {
    contentId: Type.String({ minLength: 1, maxLength: 100 }),
    mediaType: Type.String({ maxLength: 200 }),
    name: Type.Optional(Type.String({ maxLength: 300 })),
    sizeBytes: Type.Integer({ minimum: 0 }),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  { additionalProperties: false, description: 'A content that is kept outside of messages.' },
)
