/** What places of files say no with: the same codes whatever the place is. */
import type { Refusal } from '../adapter.ts'

const refusal = (kind: Refusal['kind'], en: string, fa: string): Refusal => ({ kind, title: { en, fa } })

/** Codes that a person may meet. */
export const fileRefusals: Readonly<Record<string, Refusal>> = {
  NO_SUCH_FILE: refusal('refused', 'There is no such file', 'فایل وجود ندارد'),
  PERMISSION_DENIED: refusal('refused', 'The login may not do this', 'دسترسی لازم وجود ندارد'),
  FILE_EXISTS: refusal('refused', 'There is another file of this name', 'فایل دیگری با این نام وجود دارد'),
  UNSAFE_PATH: refusal('refused', 'The path leads out of the folder', 'مسیر به بیرون از پوشه می‌رود'),
  TOO_LARGE: refusal('refused', 'The file is too large for this', 'فایل بیش از حد بزرگ است'),
  NOT_ENCODABLE: refusal(
    'refused',
    'The encoding lacks a character of the text',
    'این کدگذاری یکی از نویسه‌های متن را ندارد',
  ),
  NOT_TEXT: refusal('refused', 'The file is not text in this encoding', 'فایل متنی با این کدگذاری نیست'),
  NO_SPACE: refusal('unreachable', 'The disk is full', 'فضای دیسک پر است'),
}
