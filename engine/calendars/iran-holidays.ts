/**
 * Public holidays of Iran: those of the solar calendar by their Jalali date, those of the lunar one by computation
 * (Umm al-Qura, from the data of Node.js) corrected month by month to what the Calendar Center of the University of
 * Tehran gives. Lunar dates after `observedThrough` are predictions, exact or one day off; a calendar can correct them.
 */
import { dayOfJalali, jalaliOfDay } from '../values/instants.ts'
import type { LunarMonthStart } from './calendar.ts'
import { dayMs, dayNumberOf, dayOf } from './day-number.ts'

/** A public holiday. */
export interface Holiday {
  /** Gregorian, `YYYY-MM-DD`. */
  readonly day: string
  readonly title: { readonly en: string; readonly fa: string }
  /** The date may still change by a day: its lunar month has not been announced. */
  readonly isPredicted: boolean
}

interface YearlyDay {
  readonly month: number
  /** 0: the last day of the month. */
  readonly day: number
  readonly en: string
  readonly fa: string
}

const solar: readonly YearlyDay[] = [
  { month: 1, day: 1, en: 'Nowruz', fa: 'نوروز' },
  { month: 1, day: 2, en: 'Nowruz', fa: 'عید نوروز' },
  { month: 1, day: 3, en: 'Nowruz', fa: 'عید نوروز' },
  { month: 1, day: 4, en: 'Nowruz', fa: 'عید نوروز' },
  { month: 1, day: 12, en: 'Islamic Republic Day', fa: 'روز جمهوری اسلامی' },
  { month: 1, day: 13, en: 'Nature Day', fa: 'روز طبیعت' },
  { month: 3, day: 14, en: 'Death of Imam Khomeini', fa: 'رحلت امام خمینی' },
  { month: 3, day: 15, en: '15 Khordad uprising', fa: 'قیام ۱۵ خرداد' },
  { month: 11, day: 22, en: 'Revolution Day', fa: 'پیروزی انقلاب اسلامی' },
  { month: 12, day: 29, en: 'Oil nationalisation', fa: 'ملی شدن صنعت نفت' },
  { month: 12, day: 30, en: 'Last day of a leap year', fa: 'آخرین روز سال کبیسه' },
]

const lunar: readonly YearlyDay[] = [
  { month: 1, day: 9, en: 'Tasua', fa: 'تاسوعای حسینی' },
  { month: 1, day: 10, en: 'Ashura', fa: 'عاشورای حسینی' },
  { month: 2, day: 20, en: 'Arbaeen', fa: 'اربعین حسینی' },
  {
    month: 2,
    day: 28,
    en: 'Death of the Prophet, martyrdom of Imam Hasan',
    fa: 'رحلت پیامبر و شهادت امام حسن مجتبی',
  },
  { month: 2, day: 0, en: 'Martyrdom of Imam Reza', fa: 'شهادت امام رضا' },
  { month: 3, day: 8, en: 'Martyrdom of Imam Hasan Askari', fa: 'شهادت امام حسن عسکری' },
  { month: 3, day: 17, en: 'Birth of the Prophet and Imam Sadeq', fa: 'میلاد پیامبر و امام صادق' },
  { month: 6, day: 3, en: 'Martyrdom of Fatima', fa: 'شهادت حضرت فاطمه' },
  { month: 7, day: 13, en: 'Birth of Imam Ali', fa: 'ولادت امام علی' },
  { month: 7, day: 27, en: 'Mabath', fa: 'مبعث' },
  { month: 8, day: 15, en: 'Birth of the twelfth Imam', fa: 'ولادت حضرت قائم' },
  { month: 9, day: 21, en: 'Martyrdom of Imam Ali', fa: 'شهادت امام علی' },
  { month: 10, day: 1, en: 'Eid al-Fitr', fa: 'عید فطر' },
  { month: 10, day: 2, en: 'Eid al-Fitr', fa: 'تعطیل عید فطر' },
  { month: 10, day: 25, en: 'Martyrdom of Imam Sadeq', fa: 'شهادت امام صادق' },
  { month: 12, day: 10, en: 'Eid al-Adha', fa: 'عید قربان' },
  { month: 12, day: 18, en: 'Eid al-Ghadir', fa: 'عید غدیر خم' },
]

/** Days by which each month of a lunar year began later in Iran than Umm al-Qura has it; one digit for each month. */
const monthDelays: Readonly<Record<number, string>> = {
  1430: '011001010001',
  1431: '011010101001',
  1432: '011001111101',
  1433: '101001101010',
  1434: '110101101101',
  1435: '101010101111',
  1436: '111101010101',
  1437: '101101101001',
  1438: '101110110110',
  1439: '101111111011',
  1440: '010111011101',
  1441: '101011011010',
  1442: '110101011011',
  1443: '101110101111',
  1444: '011110010101',
  1445: '011101001011',
  1446: '011101101100',
  1447: '101100111110',
  1448: '010100110101',
  1449: '011010100110',
}

/** The last day (end of the Jalali year 1405) up to which lunar months are as announced rather than predicted. */
const observedThrough = '2027-03-20'

/** The holidays of a Jalali year (1300 to 1500), by day. `announced` overrules what is known or computed. */
export function iranHolidays(jalaliYear: number, announced: readonly LunarMonthStart[]): readonly Holiday[] {
  const first = dayNumberOf(dayOfJalali({ year: jalaliYear, month: 1, day: 1 }) ?? '')
  const next = dayNumberOf(dayOfJalali({ year: jalaliYear + 1, month: 1, day: 1 }) ?? '')
  const ofSun = solar.flatMap(({ month, day, en, fa }) => {
    const found = dayOfJalali({ year: jalaliYear, month, day })
    return found === undefined ? [] : [{ day: found, title: { en, fa }, isPredicted: false }]
  })
  const hijri = hijriYearAt(first)
  const ofMoon = [hijri, hijri + 1, hijri + 2].flatMap((year) =>
    lunar.flatMap((yearly) => {
      const { number, isPredicted } = lunarDay(year, yearly, announced)
      const isInYear = number >= first && number < next
      return isInYear ? [{ day: dayOf(number), title: { en: yearly.en, fa: yearly.fa }, isPredicted }] : []
    }),
  )
  return [...ofSun, ...ofMoon].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** The Jalali year of a Gregorian day. */
export function jalaliYearOf(day: string): number {
  return jalaliOfDay(day)?.year ?? 0
}

function lunarDay(
  year: number,
  { month, day }: YearlyDay,
  announced: readonly LunarMonthStart[],
): { readonly number: number; readonly isPredicted: boolean } {
  // The last of a month is the day before the next one begins.
  const begins = monthStart(year, day === 0 ? month + 1 : month, announced)
  return { number: begins.number + day - 1, isPredicted: begins.isPredicted }
}

/** The day number on which a lunar month begins in Iran, as far as it is known or computed. */
export function lunarMonthStart(year: number, month: number): number {
  return monthStart(year, month, []).number
}

function monthStart(
  year: number,
  month: number,
  announced: readonly LunarMonthStart[],
): { readonly number: number; readonly isPredicted: boolean } {
  const told = announced.find((start) => start.year === year && start.month === month)
  if (told !== undefined) return { number: dayNumberOf(told.startsOn), isPredicted: false }
  // Where nothing is known, a day later is right a little more often than the same day.
  const delay = Number(monthDelays[year]?.charAt(month - 1) ?? '1')
  const number = ummAlQuraStart(year, month) + delay
  return { number, isPredicted: dayOf(number) > observedThrough }
}

const ummAlQura = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
})

function hijriOf(dayNumber: number): { readonly year: number; readonly month: number; readonly day: number } {
  const found: Record<string, number> = {}
  for (const { type, value } of ummAlQura.formatToParts(dayNumber * dayMs)) found[type] = Number(value)
  return { year: found['year'] ?? 0, month: found['month'] ?? 0, day: found['day'] ?? 0 }
}

function hijriYearAt(dayNumber: number): number {
  return hijriOf(dayNumber).year
}

/** The arithmetical calendar is at most two days off; from there the day itself says how far its month has begun. */
function ummAlQuraStart(year: number, month: number): number {
  const arithmetical =
    Math.floor((11 * year + 3) / 30) + 354 * year + 30 * month - Math.floor((month - 1) / 2)
  // 1970-01-01 is the Julian day 2,440,588; the arithmetical calendar counts from 1,948,056.
  const inside = arithmetical + 1_948_056 - 2_440_588 + 10
  return inside - hijriOf(inside).day + 1
}
