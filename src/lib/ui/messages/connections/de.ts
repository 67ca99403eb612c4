import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'connections.title': 'Verbindungen',
	'connections.forbidden': 'Verbindungen zu anderen Systemen richten Administratoren ein.',
	'connections.choose': 'Verbindung auswählen',
	'connections.chooseBody': 'Dort wird eingerichtet, womit diese Organisation verbunden ist.',
	'connections.state.none': 'Nicht eingerichtet',
	'connections.state.set': 'Eingerichtet',
	'connections.state.trouble': 'Gestört',
	'connections.unread': 'Das konnte nicht geladen werden',
	'connections.unreadBody':
		'Der Server hat nicht wie erwartet geantwortet. Versuchen Sie es erneut.',
	'connections.offline':
		'Der Server ist nicht erreichbar. Ihre Eingaben bleiben hier; versuchen Sie es erneut, sobald Sie verbunden sind.',
	'connections.again': 'Erneut versuchen',
	'connections.standing': 'Zustand',
	'connections.try': 'Jetzt prüfen',
	'connections.works': 'Die Verbindung funktioniert.',
	'connections.worked': 'Hat funktioniert',
	'connections.untried': 'Bisher wurde nichts darüber übertragen.',
	'connections.notTried': 'Die Prüfung war nicht möglich. Versuchen Sie es erneut.',
	'connections.save': 'Speichern',
	'connections.remove': 'Verbindung entfernen',
	'connections.saved': 'Die Verbindung wurde gespeichert.',
	'connections.removed': 'Die Verbindung wurde entfernt.',
	'connections.wrong': 'Diese Angabe ist nicht gültig.',
	'connections.notSaved': 'Es wurde nichts gespeichert. Versuchen Sie es erneut.',
	'connections.lookAgain': 'Es wurde nichts gespeichert. Prüfen Sie das markierte Feld.',
	'connections.secret.set': 'Hinterlegt und für niemanden lesbar. Neu eingeben, um es zu ersetzen.',
	'connections.secret.goes': 'Wird beim Speichern entfernt.',
	'connections.secret.remove': 'Entfernen',
	'connections.trouble.unreachable': 'Unter dieser Adresse antwortet niemand.',
	'connections.trouble.timeout': 'Das andere System hat nicht rechtzeitig geantwortet.',
	'connections.trouble.certificate':
		'Dem Zertifikat des anderen Systems kann nicht vertraut werden.',
	'connections.trouble.address-inside':
		'Diese Adresse liegt im internen Netz des Servers. Wer den Server betreibt, kann sie zulassen (OFFHOOK_INSIDE_HOSTS).',
	'connections.trouble.refused': 'Das andere System hat die Zugangsdaten nicht angenommen.',
	'connections.trouble.answer': 'Das andere System hat unerwartet geantwortet.',
	'connections.trouble.too-often':
		'Das andere System bittet um Geduld. Es wird später erneut versucht.',
	'connections.trouble.not-found': 'Das andere System kennt das Angefragte nicht.',
	'connections.trouble.secrets-unreadable':
		'Der Schlüssel zu den Geheimnissen fehlt, etwa nach einem Umzug. Geben Sie sie neu ein.',
	'connections.smtp': 'E-Mail-Versand',
	'connections.smtp.what':
		'Der Mailserver, über den Nachrichten an Anfragende und Kollegen verschickt werden.',
	'connections.smtp.host': 'Server',
	'connections.smtp.port': 'Port',
	'connections.smtp.security': 'Verschlüsselung',
	'connections.smtp.tls': 'TLS (meist Port 465)',
	'connections.smtp.starttls': 'STARTTLS (meist Port 587)',
	'connections.smtp.open': 'Keine',
	'connections.smtp.user': 'Benutzername',
	'connections.smtp.userHint': 'Leer lassen, wenn der Server keinen verlangt.',
	'connections.smtp.from': 'Absenderadresse',
	'connections.smtp.fromName': 'Absendername',
	'connections.smtp.password': 'Passwort',
	'connections.signIn.creates':
		'Unbekannte, deren Domain sich registrieren darf, werden beim Anmelden zu Anfragenden',
	'connections.oidc': 'Anmeldung per OpenID Connect',
	'connections.oidc.what':
		'Man meldet sich dort an, wo man schon bekannt ist, etwa bei Microsoft Entra, Keycloak oder Google. Hier wird man über die Adresse gefunden, die der Anbieter bestätigt hat. Was dort einzutragen ist, steht nach dem Speichern unten.',
	'connections.oidc.issuer': 'Aussteller (Issuer)',
	'connections.oidc.issuerHint':
		'Die Adresse Ihres eigenen Mandanten oder Realms, nicht eine für alle.',
	'connections.oidc.clientId': 'Client-ID',
	'connections.oidc.secret': 'Client-Geheimnis',
	'connections.oidc.label': 'Beschriftung der Schaltfläche',
	'connections.oidc.labelHint': 'So steht sie auf der Anmeldeseite: „Mit Hafen anmelden“.',
	'connections.oidc.domains': 'Domains der E-Mail-Adressen',
	'connections.oidc.domainsHint': 'Eine pro Zeile. Steht hier keine, gilt jede bestätigte Adresse.',
	'connections.oidc.automatic': 'Wer ins Portal will, wird gleich dorthin geleitet',
	'connections.oidc.back': 'Beim Anbieter einzutragende Adresse',
	'connections.oidc.backHint': 'Sie heißt dort Redirect-URI oder Callback.',
	'connections.proxy': 'Windows-Anmeldung über einen Proxy',
	'connections.proxy.what':
		'Ein Proxy vor diesem Server erkennt, wer da ist, etwa per Kerberos, und nennt den Namen in einem Header. Er muss das bei /api/sign-in/proxy tun und denselben Header verwerfen, wenn ein Browser ihn schickt.',
	'connections.proxy.header': 'Header',
	'connections.proxy.headerHint': 'Darin nennt der Proxy, wen er erkannt hat.',
	'connections.proxy.proxies': 'Adressen des Proxys',
	'connections.proxy.proxiesHint':
		'Eine pro Zeile, etwa 10.0.0.2. Von überall sonst wird der Header abgewiesen.',
	'connections.proxy.domains': 'Domänen und Realms',
	'connections.proxy.domainsHint':
		'Eine pro Zeile: CORP für CORP\\anna, example.org für anna@EXAMPLE.ORG. Andere werden abgewiesen.',
	'connections.proxy.secret': 'Gemeinsames Geheimnis',
	'connections.proxy.secretHint':
		'Der Proxy schickt es als X-Offhook-Proxy-Secret. Ohne muss der Server dem Proxy vertrauen (TRUST_PROXY).'
};
