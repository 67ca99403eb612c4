import type { Language } from '../language.ts';

export const TURKISH: Language = {
	code: 'tr',
	share: 5,
	names: ['Elif Yıldız', 'Murat Şahin', 'Zeynep Aksoy', 'Hakan Öztürk', 'Defne Kılıç'],
	places: ['İzmir', 'Bursa', 'Eskişehir', 'Antalya', 'Trabzon'],
	streets: ['Atatürk Caddesi', 'Liman Sokak', 'Çınar Sokak'],
	hello: ['Merhaba,', 'İyi günler,'],
	bye: ['Teşekkürler,', 'İyi çalışmalar,', 'Saygılarımla,'],
	answerHello: 'Merhaba {name},',
	answerBye: 'İyi günler dilerim,\n{agent}',
	thanks: ['Sorun çözüldü, çok teşekkürler.', 'Şimdi çalışıyor, ilginiz için sağ olun.'],
	again: ['Maalesef aynı sorun bu sabah tekrar başladı.'],
	currency: (amount) => `${amount.replace('.', ',')} ₺`,
	scenarios: [
		{
			team: 'network',
			category: 'Fibre',
			priority: 'high',
			tags: ['no-sync'],
			subjects: ['Saat {time} itibarıyla internet yok: {what}', '{place}, {what}'],
			what: ['modemde kırmızı ışık', 'sürekli kopma', 'hız çok düşük', 'telefon da çalışmıyor'],
			opening:
				'{place}, {street} No: {n} adresinde saat {time} itibarıyla internet yok ({what}). Modemi kapatıp açtım, değişen bir şey olmadı. Evden çalıştığım için acele rica ederim.',
			turns: [
				[
					'agent',
					'bina girişinde sinyal kaybı görünüyor. Ekibimiz yarın öğleden önce gelebilir, uygun musunuz?'
				],
				['customer', 'Uygunum, gelmeden önce ararsanız sevinirim.'],
				['visit', 'Bina kutusundaki ek yenilendi, sinyal -19,2 dBm.']
			],
			resolution: 'Bina kutusundaki ek yenilendi.'
		},
		{
			team: 'billing',
			category: 'Refunds',
			priority: 'normal',
			tags: ['refund'],
			subjects: ['{what} için iade bekliyorum', 'İade gecikti: {what}'],
			what: ['iptal edilen sipariş', 'fazla ödeme', 'geri verilen cihaz', 'depozito'],
			opening:
				'{what} için {amount} iade edileceği söylenmişti, üç hafta oldu. Kontrol edebilir misiniz?',
			turns: [
				[
					'agent',
					'iade onaylanmış ama hesap numarası eksik olduğu için beklemiş. Bugün {amount} gönderildi.'
				],
				['customer', 'Hesabıma geçti, teşekkür ederim.']
			],
			resolution: '{amount} iade edildi.'
		},
		{
			team: 'desk',
			category: 'Delivery',
			priority: 'normal',
			tags: ['order', 'restaurant'],
			subjects: ['Sipariş 6{n}: {what} eksik geldi', '{place} şubesi: {what} unutulmuş'],
			what: ['içecekler', 'tatlı', 'çocuk menüsü', 'iki porsiyon köfte'],
			opening:
				'{street} adresine verdiğimiz siparişte {what} eksikti ve yemekler soğuktu. Kuryenin bir suçu yok, lütfen ona kızmayın.',
			turns: [
				[
					'agent',
					'özür dileriz. {amount} kartınıza iade edildi, {place} şubesine de bilgi verdik.'
				],
				['customer', 'Hızlı dönüş için teşekkürler.']
			],
			resolution: '{amount} iade edildi, şubeye bilgi verildi.'
		}
	]
};
