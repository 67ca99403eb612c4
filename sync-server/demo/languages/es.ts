import type { Language } from '../language.ts';

export const SPANISH: Language = {
	code: 'es',
	share: 9,
	names: [
		'Lucía Fernández',
		'Javier Ortega',
		'Camila Rojas',
		'Andrés Molina',
		'Pilar Navarro',
		'Diego Castillo'
	],
	places: ['Zaragoza', 'Valencia', 'Rosario', 'Puebla', 'Bilbao', 'Medellín'],
	streets: ['calle Mayor', 'avenida del Puerto', 'calle de los Olivos', 'paseo de la Estación'],
	hello: ['Hola,', 'Buenos días:', 'Buenas tardes:'],
	bye: ['Un saludo,', 'Muchas gracias,', 'Saludos cordiales,'],
	answerHello: 'Hola, {name}:',
	answerBye: 'Un saludo,\n{agent}',
	thanks: ['¡Perfecto, ya funciona! Muchas gracias.', 'Solucionado, gracias por la rapidez.'],
	again: ['Por desgracia ha vuelto a pasar esta mañana.'],
	currency: (amount) => `${amount.replace('.', ',')} €`,
	scenarios: [
		{
			team: 'network',
			category: 'Wi-Fi',
			priority: 'normal',
			tags: ['wifi', 'slow'],
			subjects: ['El wifi se corta en {what}', 'Muy lento por la noche en {what}'],
			what: ['el salón', 'la planta de arriba', 'la sala de reuniones', 'la terraza', 'el almacén'],
			opening:
				'desde hace una semana el wifi se corta en {what} cada pocos minutos. Vivimos en {street} {n}, {place}. Con cable va perfecto.',
			turns: [
				[
					'agent',
					'hemos cambiado el canal de su router porque coincidía con el de tres vecinos. ¿Puede probar esta noche?'
				],
				['customer', 'Mejoró bastante, aunque al fondo sigue flojo.'],
				['note', 'Pared de carga en medio; conviene un repetidor. Enviado con seguimiento {n}.']
			],
			resolution: 'Canal cambiado y repetidor instalado.'
		},
		{
			team: 'billing',
			category: 'Invoices',
			priority: 'normal',
			tags: ['invoice'],
			subjects: ['Me han cobrado dos veces {what}', 'Factura 61{n}: {what}'],
			what: ['la instalación', 'la cuota de marzo', 'el alquiler del equipo', 'la segunda línea'],
			opening:
				'en mi banco aparecen dos cargos de {amount} por {what}. Solo debería haber uno. ¿Podrían devolverme el otro?',
			turns: [
				[
					'agent',
					'tiene razón: el primer intento figuraba como fallido y se repitió. Hoy mismo devolvemos {amount}.'
				],
				['customer', 'Gracias, quedo pendiente.']
			],
			resolution: 'Devuelto el cargo duplicado de {amount}.'
		},
		{
			team: 'desk',
			category: 'Delivery',
			priority: 'normal',
			tags: ['order', 'restaurant'],
			subjects: ['Pedido 4{n} incompleto: faltaba {what}', 'Reserva perdida en {place}'],
			what: ['el postre', 'la bebida', 'una pizza', 'el menú infantil'],
			opening:
				'pedimos para cuatro a {street} y faltaba {what}. Llegó además media hora tarde. Somos clientes desde hace años y es la primera vez.',
			turns: [
				[
					'agent',
					'lo sentimos mucho. Le hemos devuelto {amount} y hemos avisado a la cocina de {place}.'
				],
				['customer', 'Gracias por responder tan rápido. Volveremos a pedir.']
			],
			resolution: 'Devolución de {amount} y aviso al local.'
		},
		{
			team: 'desk',
			category: 'Hardware',
			priority: 'normal',
			tags: ['tablet'],
			subjects: ['La tableta de {what} no carga', 'Pantalla rota: {what}'],
			what: ['la barra', 'cocina', 'recepción', 'el reparto', 'sala 2'],
			opening:
				'la tableta de {what} en {place} dejó de cargar a las {time}. Probamos con otro cable y otro enchufe.',
			turns: [
				[
					'agent',
					'mañana llega una de repuesto con todo configurado; solo hay que iniciar sesión.'
				],
				['note', 'Conector de carga suelto, equipo 20{n}. A reparación.'],
				['customer', 'Ya está aquí y funciona.']
			],
			resolution: 'Tableta sustituida.'
		}
	]
};
