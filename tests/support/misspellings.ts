/** Words of a help desk as people meant them and as they typed them. */
const ENGLISH = `
accessories accesories, account acount, address adress, administrator adminstrator, attachment
attachement, available availible, bandwidth bandwith, battery batery, browser broswer, cable calbe,
calendar calender, camera camara, cancelled canceled, certificate certifcate, charger chager,
computer compter, conference confrence, configure configuer, connection conection, contract
contarct, crashed crahsed, customer custumer, damaged dammaged, defective deffective, delivery
delivrey, desktop destkop, disconnect disconect, display dispaly, document docuemnt, download
donwload, driver drvier, elevator elevater, email emial, employee employe, error eror, external
externel, firewall firewal, flickering flikering, forgotten forgoten, guarantee garantee, hardware
hardwear, headset heaset, immediately immediatly, installation instalation, internet intenret,
invoice invoce, keyboard keybord, laptop latpop, license lisence, maintenance maintainance, meeting
meetng, message mesage, monitor moniter, network netwrok, occurred occured, office offcie, outlook
outlok, password passwrod, permission permision, phone phnoe, printer pritner, projector projecter,
receive recieve, refund refnud, replacement replacment, restart restrat, router ruoter, scanner
scaner, schedule shedule, screen sreen, separate seperate, server sevrer
`;
const GERMAN = `
Anmeldung Anmedlung, Anschluss Anschlus, Antwort Anwtort, Arbeitsplatz Arbeitzplatz, Aufzug Aufzgu,
Ausfall Ausfal, Bearbeitung Beabreitung, Beleuchtung Beläuchtung, Benutzer Benuzter, Berechtigung
Berechtiung, Beschwerde Beschwärde, Bestellung Bestelung, Bildschirm Bildschrim, Buchhaltung
Buchaltung, Computer Komputer, Datei Datie, Dienstag Deinstag, Drucker Druker, Empfang Emfang,
Ersatzteil Ersatzeil, Fehler Feler, Fehlermeldung Fehlermedlung, Fenster Fenstre, Fernseher
Fernseer, Firewall Feierwall, Freigabe Freigbae, Gebäude Gebeude, Gerät Gerrät, Grafikkarte
Graffikkarte, Heizung Heitzung, Installation Instalation, Kabel Kabbel, Kennwort Kenwort, Kopierer
Kopirer, Kühlschrank Kühlschrenk, Kunde Kuned, Ladegerät Ladegereat, Lampe Lamppe, Lautsprecher
Lautsprächer, Lieferung Liefreung, Mitarbeiter Mitarbeitre, Monitor Monnitor, Netzwerk Netzwek,
Passwort Paswort, Rechnung Rehcnung, Reparatur Reperatur, Rückerstattung Rückerstatung, Scanner
Scaner, Schlüssel Schlüsel, Schnittstelle Schnitstelle, Speicher Spiecher, Standard Standart,
Steckdose Stekdose, Störung Strörung, Straße Strase, Tastatur Tastertur, Telefon Telephon, Termin
Temrin, Tonerkartusche Tonerkatusche, Überweisung Überweißung, Umzug Umzgu, Urlaub Uhrlaub,
Verbindung Verbindug, Vertrag Vertarg, Wartung Watrung, Werkzeug Werkzeuk, Zugang Zugnag
`;
const ARABIC = `
طابعة طابغة, طابعة طباعة, الطابعة الطابعه, حاسوب حسوب, حاسوب حاسوبب, شاشة شاسة, الشاشة الشاشه,
لوحة لوحه, مفاتيح مفتيح, مفاتيح مفاتح, فأرة فارة, كهرباء كهربا, الكهرباء الكهرباا, إنترنت انترنت,
الإنترنت الانترنات, شبكة شبكه, الشبكة الشكبة, كلمة كلمه, المرور المرر, المرور المورر, حساب حسااب,
الحساب الحسب, مستخدم مستحدم, المستخدم المستخدن, موظف موضف, الموظف الموطف, عميل عمليل, العملاء
العملأ, فاتورة فاتوره, فاتورة فتورة, الفاتورة الفاتوراة, دفع دفغ, عقد عفد, مصعد مسعد, المصعد المصد,
إضاءة اضاءه, الإضاءة الاضائة, مكيف مكييف, المكيف المكيق, تكييف تكيف, ماء مااء, تسرب تسررب, باب
بااب, مفتاح مفتح, المفتاح المقتاح, نافذة نافدة, سيارة سياره, السيارة السيرة, هاتف هاتق, الهاتف
الهتف, سماعة سماعه, السماعة السماغة, بطارية بطاريه, البطارية البطرية, شاحن شاخن, الشاحن الشحان,
برنامج برنامح, البرنامج البرنانج, تحديث تحديت, التحديث التحدبث, تثبيت تتبيت, التثبيت التثببت, خطأ
خطا, الخطأ الحطأ, مشكلة مشكله, المشكلة المشلكة, صيانة صيانه, الصيانة الصيناة
`;

export interface Misspelling {
	readonly language: 'en' | 'de' | 'ar';
	readonly meant: string;
	readonly typed: string;
}

const read = (language: Misspelling['language'], list: string): Misspelling[] =>
	list
		.split(',')
		.map((pair) => pair.trim().split(/\s+/))
		.map(([meant = '', typed = '']) => ({ language, meant, typed }));

export const MISSPELLINGS: readonly Misspelling[] = [
	...read('en', ENGLISH),
	...read('de', GERMAN),
	...read('ar', ARABIC)
];
