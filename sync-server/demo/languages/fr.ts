import type { Language } from '../language.ts';

export const FRENCH: Language = {
	code: 'fr',
	share: 9,
	names: [
		'Élodie Marchand',
		'Mathieu Lefèvre',
		'Aminata Diallo',
		'Benoît Caron',
		'Sophie Tremblay',
		'Hugo Perrin'
	],
	places: ['Nantes', 'Grenoble', 'Liège', 'Lausanne', 'Rennes', 'Québec'],
	streets: ['rue des Tilleuls', 'quai du Port', 'avenue de la Gare', 'impasse du Moulin'],
	hello: ['Bonjour,', 'Bonjour à toute l’équipe,', 'Madame, Monsieur,'],
	bye: ['Cordialement,', 'Bien à vous,', 'Merci d’avance,'],
	answerHello: 'Bonjour {name},',
	answerBye: 'Bien cordialement,\n{agent}',
	thanks: ['C’est réglé, merci beaucoup !', 'Tout fonctionne à nouveau. Bonne journée.'],
	again: ['Malheureusement le problème est revenu ce matin.'],
	currency: (amount) => `${amount.replace('.', ',')} €`,
	scenarios: [
		{
			team: 'network',
			category: 'Fibre',
			priority: 'high',
			tags: ['no-sync'],
			subjects: ['Plus de connexion depuis {time} : {what}', 'Panne {street} à {place}, {what}'],
			what: [
				'voyant rouge',
				'box qui redémarre',
				'débit très faible',
				'coupures toutes les heures'
			],
			opening:
				'nous n’avons plus Internet au {n} {street} à {place} depuis {time} ({what}). J’ai débranché la box dix minutes, sans résultat. Je télétravaille, c’est donc assez urgent.',
			turns: [
				[
					'agent',
					'je vois une perte de signal entre l’armoire de rue et votre logement. Un technicien peut passer demain matin. Serez-vous présent ?'
				],
				['customer', 'Oui, à partir de 9 h. Le digicode est celui du dossier.'],
				[
					'visit',
					'Connecteur refait dans la gaine, -19,8 dBm. Test de débit correct avec le client.'
				]
			],
			resolution: 'Connecteur refait en gaine technique, signal normal.'
		},
		{
			team: 'desk',
			category: 'Point of sale',
			priority: 'high',
			tags: ['caisse', 'restaurant'],
			subjects: ['{place} : {what} en panne pendant le service', '{what} ne répond plus'],
			what: [
				'la caisse 1',
				'le terminal de paiement',
				'l’imprimante de cuisine',
				'la borne de commande'
			],
			opening:
				'{what} s’est arrêtée à {time}, en plein service. Nous prenons les commandes sur papier. Merci de rappeler directement le restaurant.',
			turns: [
				['agent', 'je vous appelle tout de suite pour le redémarrage guidé.'],
				[
					'note',
					'Câble réseau écrasé par un frigo. Câble de secours posé par l’équipe, à remplacer proprement.'
				],
				['customer', 'Ça marche avec le câble de secours, merci.']
			],
			resolution: 'Câble réseau remplacé et passé en goulotte.'
		},
		{
			team: 'billing',
			category: 'Refunds',
			priority: 'normal',
			tags: ['refund'],
			subjects: ['Remboursement de {what}', 'Toujours rien reçu pour {what}'],
			what: ['la box rendue', 'la caution', 'un repas annulé', 'la mensualité de trop'],
			opening:
				'on m’avait annoncé le remboursement de {amount} pour {what} sous quinze jours. Cela fait un mois. Pouvez-vous vérifier ?',
			turns: [
				['note', 'Retour enregistré à l’entrepôt le {n}, mais dossier resté en attente.'],
				[
					'agent',
					'le retour était bien enregistré, mais le dossier n’avait pas été clos. Le virement de {amount} part ce soir.'
				],
				['customer', 'Parfait, merci pour votre réponse claire.']
			],
			resolution: 'Virement de {amount} effectué.'
		},
		{
			team: 'desk',
			category: 'Software',
			priority: 'low',
			tags: ['planning'],
			subjects: ['{what} ne s’affiche pas sur mobile', 'Question sur {what}'],
			what: ['le planning', 'la feuille d’heures', 'l’inventaire', 'le menu du jour'],
			opening:
				'depuis la mise à jour, {what} reste blanc sur mon téléphone. Sur l’ordinateur du bureau, tout va bien.',
			turns: [
				[
					'agent',
					'pourriez-vous vider le cache de l’application puis vous reconnecter ? La version 4.{n} corrige ce défaut.'
				],
				['customer', 'Après la mise à jour, tout s’affiche.']
			],
			resolution: 'Résolu par la mise à jour de l’application.'
		}
	]
};
