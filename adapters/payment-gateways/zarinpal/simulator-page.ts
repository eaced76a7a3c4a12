/** The page at which a payer of the simulated gateway pays or gives up, for a person in a browser. */
import type { Session } from './simulator-payments.ts'

/** The payment page of an open session. Its buttons post to `{authority}/pay` and `{authority}/cancel`. */
export function paymentPage({ authority, amountRial, description }: Session): string {
  const amount = amountRial.toLocaleString('fa-IR')
  return `<!DOCTYPE html>
<html lang="fa" dir="rtl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>درگاه آزمایشی زرین‌پال</title>
<style>
body{font-family:system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem;line-height:1.9}
form{display:inline} button{font:inherit;padding:.4rem 1.2rem;margin-inline-end:.5rem}
small{color:#666;direction:ltr;display:block}
</style></head>
<body>
<h1>درگاه آزمایشی</h1>
<p>${escaped(description)}</p>
<p><strong>${amount} ریال</strong></p>
<form method="post" action="/pg/StartPay/${authority}/pay"><button>پرداخت · Pay</button></form>
<form method="post" action="/pg/StartPay/${authority}/cancel"><button>انصراف · Cancel</button></form>
<small>${authority}</small>
</body></html>
`
}

/** The page of a session that is not open, or not known. */
export const nothingToPayPage = `<!DOCTYPE html>
<html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>درگاه آزمایشی زرین‌پال</title></head>
<body><p>این پرداخت معتبر نیست یا به پایان رسیده است.</p><p lang="en" dir="ltr">This payment is not valid or is over.</p></body></html>
`

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
