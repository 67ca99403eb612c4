import type { DemoArticle } from '../articles.ts';

export const GERMAN_ARTICLES: readonly DemoArticle[] = [
	{
		title: 'Ich habe mein Passwort vergessen',
		section: 'accounts',
		visibility: 'public',
		faq: true,
		tags: ['Passwort', 'Anmeldung'],
		body: `Sie können selbst ein neues setzen; das alte kann auch bei uns niemand lesen.

1. Öffnen Sie die Anmeldeseite und drücken Sie auf **Passwort vergessen?**
2. Geben Sie die Adresse ein, an die Ihre Einladung ging.
3. Folgen Sie dem Link in der Mail innerhalb von dreißig Minuten.

Kommt keine Mail, sehen Sie bitte im Ordner für unerwünschte Mail nach.`
	},
	{
		title: 'Kein Internet: was die Lampen bedeuten',
		section: 'network',
		visibility: 'public',
		faq: false,
		tags: ['Glasfaser', 'Router'],
		body: `Sehen Sie zuerst auf die vier Lampen vorn am Gerät.

- **PON ist aus oder blinkt**: Es kommt kein Licht an. Sitzt das dünne Kabel fest? Bitte nicht knicken.
- **LOS leuchtet rot**: Die Leitung ist unterbrochen. Wir sehen das auch und schicken jemanden.
- **Nur Internet ist aus**: Ziehen Sie den Stecker für eine Minute.

> Danach braucht das Gerät bis zu fünf Minuten.`
	},
	{
		title: 'Von zu Hause arbeiten: die Verbindung ins Büro',
		section: 'network',
		visibility: 'customers',
		faq: false,
		tags: ['VPN', 'Homeoffice'],
		body: `Sie brauchen den Firmenlaptop und die App *Authenticator* auf dem Telefon.

1. Starten Sie **Office Connect** in der Taskleiste.
2. Wählen Sie \`office.demo.example\` und drücken Sie auf Verbinden.
3. Bestätigen Sie die Zahl auf dem Telefon.`
	}
];
