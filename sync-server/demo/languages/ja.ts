import type { Language } from '../language.ts';

export const JAPANESE: Language = {
	code: 'ja',
	share: 5,
	names: ['佐藤 美咲', '高橋 健太', '鈴木 陽子', '山本 大輔', '中村 さくら'],
	places: ['札幌', '横浜', '神戸', '福岡', '仙台'],
	streets: ['中央通り', '港町', '桜丘', '駅前通り'],
	hello: ['お世話になっております。', 'こんにちは。'],
	bye: ['よろしくお願いいたします。', '何卒よろしくお願い申し上げます。'],
	answerHello: '{name} 様',
	answerBye: '担当：{agent}',
	thanks: [
		'無事に使えるようになりました。ありがとうございました。',
		'解決しました。迅速なご対応に感謝いたします。'
	],
	again: ['申し訳ありませんが、今朝からまた同じ症状が出ています。'],
	currency: (amount) => `${amount.replace('.', '')}円`,
	scenarios: [
		{
			team: 'network',
			category: 'Fibre',
			priority: 'high',
			tags: ['no-sync'],
			subjects: ['{time}頃からインターネットに接続できません（{what}）', '{place}：{what}'],
			what: ['光ランプが赤く点灯', 'ルーターが再起動を繰り返す', '夜だけ速度が遅い', '電話も不通'],
			opening:
				'{place}の{street}{n}番に住んでおります。{time}頃からインターネットがつながらず、{what}という状態です。電源の入れ直しは試しましたが改善しません。在宅勤務のため、早めのご対応をお願いできますでしょうか。',
			turns: [
				[
					'agent',
					'ご不便をおかけして申し訳ございません。建物入口での信号低下を確認いたしました。明日の午前中に担当者が伺うことは可能でしょうか。'
				],
				['customer', '明日の10時以降でしたら在宅しております。'],
				['visit', 'コネクターを清掃し、光レベルは-19.5 dBmに回復。お客様と動作確認済み。']
			],
			resolution: 'コネクター清掃により信号が回復しました。'
		},
		{
			team: 'billing',
			category: 'Invoices',
			priority: 'normal',
			tags: ['invoice'],
			subjects: ['請求書 {n} 号の{what}について', '{what}のご確認のお願い'],
			what: ['金額', '宛名', '二重請求', '割引の適用'],
			opening:
				'先月分の請求書の{what}についてお伺いします。{amount}となっておりますが、契約内容と異なるようです。ご確認をお願いいたします。',
			turns: [
				[
					'agent',
					'確認いたしましたところ、割引の登録漏れがございました。訂正した請求書を本日お送りいたします。'
				],
				['customer', '訂正版を受け取りました。']
			],
			resolution: '割引を登録し、訂正した請求書を送付しました。'
		},
		{
			team: 'desk',
			category: 'Point of sale',
			priority: 'high',
			tags: ['restaurant'],
			subjects: ['{place}店：{what}が動きません', '{what}の画面が固まります'],
			what: ['レジ2番', '注文用タブレット', '厨房プリンター', '予約システム'],
			opening:
				'{place}店の店長です。{time}から{what}が反応しなくなりました。現在は手書きの伝票で対応しております。',
			turns: [
				['agent', 'お電話で再起動の手順をご案内いたします。'],
				['note', '更新プログラムの適用待ちで停止。夜間に自動更新するよう設定を変更。'],
				['customer', '再起動後は正常に動いています。']
			],
			resolution: '更新後に再起動し、自動更新を夜間に変更しました。'
		}
	]
};
