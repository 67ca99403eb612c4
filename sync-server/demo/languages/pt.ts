import type { Language } from '../language.ts';

export const PORTUGUESE: Language = {
	code: 'pt',
	share: 5,
	names: [
		'Beatriz Carvalho',
		'Rafael Nogueira',
		'Inês Figueiredo',
		'Thiago Almeida',
		'Joana Pires'
	],
	places: ['Braga', 'Coimbra', 'Recife', 'Curitiba', 'Faro'],
	streets: ['Rua das Flores', 'Avenida da Liberdade', 'Travessa do Cais'],
	hello: ['Bom dia,', 'Olá,', 'Boa tarde,'],
	bye: ['Obrigada desde já,', 'Cumprimentos,', 'Atenciosamente,'],
	answerHello: 'Olá, {name},',
	answerBye: 'Cumprimentos,\n{agent}',
	thanks: ['Já está tudo a funcionar, muito obrigado!', 'Resolvido. Obrigada pela atenção.'],
	again: ['Infelizmente o problema voltou hoje de manhã.'],
	currency: (amount) => `${amount.replace('.', ',')} €`,
	scenarios: [
		{
			team: 'network',
			category: 'Fibre',
			priority: 'high',
			tags: ['no-sync'],
			subjects: ['Sem internet desde as {time}: {what}', '{what} em {place}'],
			what: [
				'luz vermelha no equipamento',
				'quedas constantes',
				'velocidade muito baixa',
				'sem telefone fixo'
			],
			opening:
				'estamos sem serviço na {street}, {n}, em {place}, desde as {time} ({what}). Já desliguei e voltei a ligar tudo. Os vizinhos de baixo têm internet normal.',
			turns: [
				[
					'agent',
					'verificámos a linha e há perda de sinal à entrada do prédio. O técnico passa amanhã de manhã, pode ser?'
				],
				['customer', 'Pode, estarei em casa até às 13 h.'],
				['visit', 'Conector trocado na caixa do prédio, sinal a -20 dBm.']
			],
			resolution: 'Conector trocado na caixa do prédio.'
		},
		{
			team: 'billing',
			category: 'Contract',
			priority: 'normal',
			tags: ['contract'],
			subjects: ['Cancelar {what}', 'Alteração de {what}'],
			what: ['o pacote de televisão', 'a segunda linha', 'o seguro do equipamento', 'o tarifário'],
			opening:
				'gostaria de cancelar {what} a partir do próximo mês. A fatura de {amount} já inclui esse valor?',
			turns: [
				[
					'agent',
					'o cancelamento fica registado para o dia 1. A fatura atual ainda inclui o serviço, a próxima já não.'
				],
				['customer', 'Está claro, obrigado.']
			],
			resolution: 'Serviço cancelado a partir do dia 1.'
		},
		{
			team: 'desk',
			category: 'Accounts',
			priority: 'normal',
			tags: ['password'],
			subjects: ['Conta bloqueada: {what}', 'Não consigo entrar em {what}'],
			what: ['escalas', 'e-mail', 'portal de férias', 'gestão de stock'],
			opening:
				'a minha conta de {what} ficou bloqueada depois de três tentativas. O meu turno começa às {time} e preciso de registar a entrada.',
			turns: [
				[
					'agent',
					'confirmei consigo por telefone e desbloqueei a conta. Por favor escolha uma nova palavra-passe.'
				],
				['customer', 'Consegui entrar.']
			],
			resolution: 'Conta desbloqueada após confirmação por telefone.'
		}
	]
};
