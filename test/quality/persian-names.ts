/**
 * Iranian names by how common they are, with a usual Latin spelling. The order follows the registry's published lists of
 * frequent names; the share of the n-th is taken to fall as 1 / (n + 4), which fits the known shares of the first ones.
 */

/** A name in both scripts. */
export interface Name {
  readonly persian: string
  readonly latin: string
}

function names(text: string): readonly Name[] {
  return text
    .trim()
    .split(/\s*\n\s*|\s*;\s*/)
    .map((line) => {
      const [persian = '', latin = ''] = line.split('=')
      return { persian, latin }
    })
}

/** Given names of men. */
export const men = names(`
محمد=Mohammad;علی=Ali;حسین=Hossein;مهدی=Mehdi;حسن=Hassan;رضا=Reza;احمد=Ahmad;امیرحسین=Amirhossein;ابوالفضل=Abolfazl
محمدرضا=Mohammadreza;عباس=Abbas;محمود=Mahmoud;مجید=Majid;سعید=Saeed;حمید=Hamid;اکبر=Akbar;علیرضا=Alireza;محسن=Mohsen
مصطفی=Mostafa;ابراهیم=Ebrahim;امیر=Amir;جواد=Javad;مرتضی=Morteza;اصغر=Asghar;حمیدرضا=Hamidreza;محمدعلی=Mohammadali
یوسف=Yousef;هادی=Hadi;جعفر=Jafar;محمدحسین=Mohammadhossein;اسماعیل=Esmaeil;قاسم=Ghasem;داود=Davood;ناصر=Naser;بهروز=Behrouz
کاظم=Kazem;منصور=Mansour;مسعود=Masoud;امید=Omid;فرهاد=Farhad;بهنام=Behnam;شهرام=Shahram;پیمان=Peyman;آرش=Arash;کامران=Kamran
سجاد=Sajjad;میلاد=Milad;حامد=Hamed;یاسر=Yaser;وحید=Vahid;نادر=Nader;پرویز=Parviz;ایمان=Iman;سینا=Sina;پوریا=Pouria;آرمین=Armin
کیان=Kian;آرین=Arian;سامان=Saman;بابک=Babak;خسرو=Khosro;رامین=Ramin;شاهین=Shahin;سیاوش=Siavash;غلامرضا=Gholamreza;عبدالله=Abdollah
`)

/** Given names of women. */
export const women = names(`
فاطمه=Fatemeh;زهرا=Zahra;مریم=Maryam;معصومه=Masoumeh;سکینه=Sakineh;زینب=Zeinab;رقیه=Roghayeh;خدیجه=Khadijeh;لیلا=Leila;سمیه=Somayeh
صدیقه=Sedigheh;طاهره=Tahereh;اعظم=Azam;اکرم=Akram;مهین=Mahin;نرگس=Narges;ناهید=Nahid;پروین=Parvin;شهناز=Shahnaz;مینا=Mina
سارا=Sara;الهام=Elham;نسرین=Nasrin;شیرین=Shirin;مرضیه=Marzieh;راضیه=Razieh;محبوبه=Mahboubeh;اشرف=Ashraf;فریبا=Fariba;ندا=Neda
نازنین=Nazanin;ستایش=Setayesh;هانیه=Hanieh;مهسا=Mahsa;بهاره=Bahareh;نیلوفر=Niloufar;مژگان=Mojgan;شهلا=Shahla;سهیلا=Soheila;رویا=Roya
آیدا=Aida;پریسا=Parisa;یگانه=Yeganeh;الناز=Elnaz;غزل=Ghazal;کبری=Kobra;منیژه=Manijeh;شبنم=Shabnam;فرزانه=Farzaneh;افسانه=Afsaneh
`)

/** Family names. */
export const families = names(`
محمدی=Mohammadi;حسینی=Hosseini;احمدی=Ahmadi;رضایی=Rezaei;مرادی=Moradi;حیدری=Heidari;کریمی=Karimi;موسوی=Mousavi;جعفری=Jafari;قاسمی=Ghasemi
رحیمی=Rahimi;صادقی=Sadeghi;ابراهیمی=Ebrahimi;اکبری=Akbari;محمودی=Mahmoudi;حسنی=Hassani;امیری=Amiri;رستمی=Rostami;یوسفی=Yousefi;نوری=Nouri
صالحی=Salehi;سلیمانی=Soleimani;عباسی=Abbasi;علیزاده=Alizadeh;شریفی=Sharifi;اسدی=Asadi;باقری=Bagheri;رحمانی=Rahmani;قربانی=Ghorbani;عزیزی=Azizi
نجفی=Najafi;ملکی=Maleki;حیدرزاده=Heidarzadeh;فرهادی=Farhadi;هاشمی=Hashemi;طاهری=Taheri;میرزایی=Mirzaei;زارعی=Zarei;نظری=Nazari;بهرامی=Bahrami
شفیعی=Shafiei;خسروی=Khosravi;سعیدی=Saeedi;کاظمی=Kazemi;فتحی=Fathi;غلامی=Gholami;رنجبر=Ranjbar;امینی=Amini;نصیری=Nasiri;پناهی=Panahi
بیات=Bayat;شاهی=Shahi;دهقان=Dehghan;صفری=Safari;مقدم=Moghaddam;توکلی=Tavakoli;یزدانی=Yazdani;جلالی=Jalali;فلاح=Fallah;مظفری=Mozaffari
کرمی=Karami;بابایی=Babaei;عبداللهی=Abdollahi;پورمحمدی=Pourmohammadi;حسن‌زاده=Hassanzadeh;قنبری=Ghanbari;سلطانی=Soltani;زمانی=Zamani;رفیعی=Rafiei;خانی=Khani
ایزدی=Izadi;شیرازی=Shirazi;تهرانی=Tehrani;اصفهانی=Esfahani;تبریزی=Tabrizi;کاشانی=Kashani;کرمانی=Kermani;مشهدی=Mashhadi;گیلانی=Gilani;همدانی=Hamedani
رضازاده=Rezazadeh;مهدوی=Mahdavi;علوی=Alavi;طباطبایی=Tabatabaei;حقیقی=Haghighi;فروزان=Forouzan;معینی=Moeini;بختیاری=Bakhtiari;شکوهی=Shokouhi;وفایی=Vafaei
داودی=Davoodi;یعقوبی=Yaghoubi;اسماعیلی=Esmaeili;منصوری=Mansouri;خلیلی=Khalili;نیکو=Nikou;پارسا=Parsa;آقایی=Aghaei;شمس=Shams;کیانی=Kiani
`)

/** Cities with their provinces. */
export const cities = [
  'تهران',
  'مشهد',
  'اصفهان',
  'کرج',
  'شیراز',
  'تبریز',
  'قم',
  'اهواز',
  'کرمانشاه',
  'ارومیه',
  'رشت',
  'یزد',
  'همدان',
  'کرمان',
] as const

/** Streets. */
export const streets =
  'ولیعصر;آزادی;انقلاب;شریعتی;امام خمینی;مطهری;بهشتی;طالقانی;فردوسی;حافظ;سعدی;کشاورز;پاسداران;جمهوری;ملاصدرا;چمران;باهنر;رجایی'.split(
    ';',
  )
