const list = (text) => text.split('|')
/** One country's row: `phones` and `plates` are patterns for `random().fill`, `here` numbers without a country code. */
const row = (code, language, given, family, addresses, here, abroad, plates) => ({
  code,
  language,
  given: list(given),
  family: list(family),
  addresses: list(addresses),
  here: list(here),
  abroad: list(abroad),
  plates: list(plates),
})

/** People, streets, telephone numbers and number plates of each country, all made up or of ranges in use. */
// biome-ignore format: a table
export const locales = [
  row('pl', 'pl', 'Małgorzata|Grzegorz|Zofia|Wojciech|Agnieszka', 'Wiśniewska|Kaczmarek|Zając|Dąbrowski|Szymańska', 'ul. Piękna ##/#, 00-5## Warszawa|al. Jana Pawła II ##, 31-8## Kraków|Długa ^#a, 80-8## Gdańsk', '5## ### ###|60#-###-###|22 5## ## ##', '+48 51# ### ###|+4860#######', 'WX ####@|KR #@@##|PO ^@###'),
  row('br', 'pt', 'João Pedro|Thaís|Luiz Fernando|Conceição|Rafaela', 'Nascimento|de Souza|Figueiredo|Araújo|Quaresma', 'Rua das Laranjeiras, ^##, Rio de Janeiro - RJ, 22240-00#|Av. Paulista, 1^##, apto. ##, 01310-1##, São Paulo', '(11) 98###-####|21 97###-####|(31) 3#2#-####', '+55 11 98###-####|+552197#######', '@@@^@##|@@@-####'),
  row('nl', 'nl', 'Sanne|Jeroen|Willemijn|Thijs|Anouk', 'van der Meulen|Hoekstra|de Vries|Bakker|Postma', 'Prinsengracht ^##, 1016 HK Amsterdam|Kerkstraat ^#-II, 3581 RE Utrecht', '06-1#######|06 4## ### ##|020 62# ####', '+31 6 2#######|+3164#######', '@@-^##-@|^-@@@-##|##-@@-^#'),
  row('se', 'sv', 'Linnéa|Björn|Ingrid|Göran|Åsa', 'Lindqvist|Sjögren|Åkerman|Nyström|Hägglund', 'Storgatan ##, 111 ## Stockholm|Södra Vägen ^, 412 ## Göteborg', '070-### ## ##|073-#######|08-12# ### ##', '+46 70 ### ## ##|+4673#######', '@@@ ^##|@@@ ##@'),
  row('fi', 'fi', 'Aino|Väinö|Päivi|Jukka-Pekka|Eeva', 'Korhonen|Mäkinen|Virtanen|Hämäläinen|Lehtonen', 'Mannerheimintie ## A ^, 00100 Helsinki|Hämeenkatu ^# B ##, 33200 Tampere', '040 ### ####|050-#######|09 4## ####', '+358 40 ### ####|+35850#######', '@@@-^##|@@-^##'),
  row('dk', 'da', 'Søren|Mette|Rasmus|Birgitte|Jørgen', 'Mikkelsen|Østergaard|Kjær|Thorup|Bøgelund', 'Vesterbrogade ##, 2. tv., 1620 København V|Nørregade ^#, 8000 Aarhus C', '20 ## ## ##|51 ## ## ##|33 1# ## ##', '+45 20 ## ## ##|+4551######', '@@ ## ^##'),
  row('no', 'nb', 'Sigrid|Håkon|Solveig|Øyvind|Ragnhild', 'Haugen|Bjørnstad|Lødemel|Strand|Aasgård', 'Storgata ##B, 0184 Oslo|Strandkaien ^, 5013 Bergen', '40# ## ###|91# ## ###|22 1# ## ##', '+47 40# ## ###|+4791######', '@@ ^####'),
  row('cz', 'cs', 'Tereza|Vojtěch|Ludmila|Zdeněk|Božena', 'Novotný|Dvořáková|Procházka|Šťastná|Říha', 'Vinohradská 1^##/##, 130 00 Praha 3|Masarykova ^#, 602 00 Brno', '602 ### ###|77# ### ###|22# ### ###', '+420 60# ### ###|+42077#######', '^@# ####'),
  row('sk', 'sk', 'Ľubomír|Zuzana|Štefan|Katarína', 'Kováčová|Horváth|Ďurica|Šimko', 'Obchodná ##, 811 06 Bratislava|Hlavná ^#, 040 01 Košice', '0905 ### ###|0911 ### ###', '+421 905 ### ###|+421911######', 'BA ^##@@|KE-^##@@'),
  row('hu', 'hu', 'Zsófia|Gergő|Ildikó|Ádám', 'Szőke|Nagy|Kőszegi|Tóth', '1051 Budapest, Nádor utca ##. 2/3|6720 Szeged, Kárász u. ^#.', '06 20 ### ####|06-30-###-####|06 1 3## ####', '+36 20 ### ####|+3630#######', '@@@-^##|AA @@-^##'),
  row('ro', 'ro', 'Ștefania|Răzvan|Ioana|Țvetan', 'Popescu|Bălan|Dumitrașcu|Șerban', 'Str. Lipscani nr. ##, București 030167|Bd. Eroilor ^#, ap. ##, Cluj-Napoca 400129', '0721 ### ###|0744######|021 31# ####', '+40 721 ### ###|+40744######', 'B ^## @@@|CJ ## @@@'),
  row('tr', 'tr', 'Ayşegül|Çağrı|İbrahim|Gülşen', 'Yıldırım|Öztürk|Şahin|Kılıç', 'Bağdat Cad. No:^##/#, 34728 Kadıköy/İstanbul|Atatürk Bulvarı No: ##, Çankaya, Ankara', '0532 ### ## ##|(0542) ### ## ##|0212 5## ## ##', '+90 532 ### ## ##|+90542#######', '34 @@ ^###|06 @@@ ^#'),
  row('gr', 'el', 'Ελένη|Γιώργος|Δήμητρα|Νίκος', 'Παπαδοπούλου|Αντωνίου|Οικονόμου|Καραγιάννης', 'Ερμού ##, 105 63 Αθήνα|Τσιμισκή ^#, Θεσσαλονίκη 546 24', '694 ### ####|697#######|210 3## ####', '+30 694 ### ####|+30697#######', 'IKX-^###|ZYB ^###'),
  row('bg', 'bg', 'Цветелина|Красимир|Ивайло|Радостина', 'Димитрова|Георгиев|Стоянов|Панайотова', 'бул. Витоша ##, 1000 София|ул. Шипка № ^#, Пловдив 4000', '088 # ### ###|0898 ### ###', '+359 88 # ### ###|+359898######', 'CB ^### @@|PB ^### BK'),
  row('hr', 'hr', 'Željka|Domagoj|Ćiril|Dunja', 'Horvat|Šimunović|Đurić|Matijević', 'Ilica ##, 10000 Zagreb|Riva ^, 21000 Split', '091 ### ####|098 ### ###|01 48## ###', '+385 91 ### ####|+38598######', 'ZG ^###-@@|ST-^##-@@'),
  row('jp', 'ja', 'さくら|大輔|Haruka|Kenji', '山本|渡辺|Nakagawa|小林', '東京都渋谷区神南1-^#-#|〒530-00## 大阪市北区梅田3丁目^番#号|2-^#-# Jingumae, Shibuya-ku, Tokyo 150-00##', '090-####-####|080-####-####|03-3###-####', '+81 90-####-####|+8180########', '品川 3## さ ##-##|横浜 500 あ ^#-##'),
  row('kr', 'ko', '민준|서연|지우|Hyun-woo', '김|박|최|Lee', '서울특별시 강남구 테헤란로 ^##|부산광역시 해운대구 우동 1^##번지 ##호', '010-2###-####|010 9### ####|02-5##-####', '+82 10-3###-####|+8210########'.replace('10#', '102'), '^#가 ####|^##나 ####'),
  row('in', 'hi', 'Priyanka|Arjun|सुनीता|Venkatesh', 'Iyer|Chattopadhyay|शर्मा|Deshmukh', 'Flat ^##, MG Road, Bengaluru 5600##|##/A Park Street, Kolkata, West Bengal 70001#', '98### #####|070123 #####|99########', '+91 98### #####|+9199########', 'MH ## AB ####|KA-05-MJ-^###'),
  row('za', 'en', 'Thandiwe|Pieter|Sibusiso|Lerato', 'Nkosi|van Wyk|Dlamini|Mokoena', '^# Long Street, Cape Town, 8001|##^ Rivonia Road, Sandton 2196', '082 ### ####|071-###-####|021 4## ####', '+27 82 ### ####|+2771#######', 'CA ^##-###|@@ ## @@ GP'),
  row('mx', 'es', 'Guadalupe|Ximena|José Ángel|Citlali', 'Hernández|Zúñiga|Villaseñor|Castañeda', 'Av. Insurgentes Sur ^###, Col. Del Valle, 03100 CDMX|Calle Hidalgo #^#, Centro, 44100 Guadalajara'.replace('#^', '##'), '55 ^### ####|(33) 3### ####|81-8###-####', '+52 55 ^### ####|+523331######', '@@@-##-^#|@@@-^##-@'),
  row('ar', 'es', 'Martín|Soledad|Facundo|Milagros', 'Gutiérrez|Quiroga|Peralta|Ibáñez', 'Av. Corrientes 1^##, Piso #, C1042 CABA|Belgrano ^##, X5000 Córdoba', '11 4###-####|(011) 15-5###-####|0351 15-5##-####', '+54 9 11 5###-####|+5491144######', '@@ ^## @@|@@@ ###'),
  row('cl', 'es', 'Catalina|Matías|Fernanda|Joaquín', 'Sepúlveda|Muñoz|Contreras|Valdés', 'Av. Providencia 2^##, Depto. ##, Providencia, Santiago|Calle Prat ^##, Valparaíso', '9 9### ####|(2) 2### ####', '+56 9 9### ####|+56981######', '@@-@@-##|@@@@·^#'),
  row('il', 'he', 'נועה|יוסף|Yael|אברהם', 'כהן|לוי|Mizrahi|פרץ', 'רחוב דיזנגוף ^#, תל אביב|Herzl St. ##, Haifa 3312101', '052-###-####|054#######|03-5##-####', '+972 52-###-####|+97254#######', '^#-###-##|^##-##-###'),
  row('th', 'th', 'สมชาย|กัญญา|Anong|ณัฐพล', 'ใจดี|ศรีสุข|Thongchai|วงศ์สวัสดิ์', '^##/# ถนนสุขุมวิท แขวงคลองเตย กรุงเทพฯ 10110|## Moo #, Chiang Mai 50200', '081-###-####|089 ### ####|02-2##-####', '+66 81 ### ####|+6689#######', '^กข ####|ขค ^###'),
  row('us', 'en', 'Latoya|Brayden|DeShawn|Mackenzie', "O'Donnell|Washington|Kowalczyk|Whitfield", '4^## Elm Street, Springfield, IL 6270#|##^ W Colfax Ave Apt #, Denver, CO 8020#|PO Box ^###, Boise, ID 83701', '(415) 555-01##|312-555-01##|646.555.01##', '+1 415-555-01##|+1-202-555-01##', '^@@@###|@@@-####'),
  row('gb', 'en', 'Siân|Hamish|Imogen|Alastair', 'Featherstone|MacLeod|Llewellyn|Ashworth', 'Flat ^, ## Marchmont Road, Edinburgh EH9 1H@|The Old Rectory, Church Lane, Bath BA1 5##'.replace('5##', '5QT'), '07700 900###|020 7946 0###|(0161) 496 0###', '+44 7700 900###|+442079460###', '@@^# @@@|@## @@@'),
  row('au', 'en', 'Kylie|Lachlan|Narelle|Callum', 'Fitzgerald|Nguyen|Papas|McAllister', 'Unit #, ^# Flinders Lane, Melbourne VIC 3000|##^ Oxford St, Paddington NSW 2021', '0491 570 1##|(02) 5550 1###|0491570###', '+61 491 570 1##|+6125550####', '@@@ ##@|1@@ #@@'),
  row('ch', 'de', 'Urs|Vreni|Reto|Ursina', 'Zürcher|Rüegg|Hürlimann|Däppen', 'Bahnhofstrasse ##, 8001 Zürich|Marktgasse ^#, 3011 Bern', '079 ### ## ##|044 6## ## ##|076#######', '+41 79 ### ## ##|+4176#######', 'ZH ^#####|BE ^## ###'),
  row('ua', 'uk', 'Оксана|Тарас|Богдана|Мирослав', 'Шевченко|Коваленко|Гончарук|Ткаченко', 'вул. Хрещатик, ##, кв. ^, Київ, 01001|пр. Свободи ^#, Львів 79000', '067 ### ## ##|(050) ###-##-##', '+380 67 ### ## ##|+38050#######', 'AA ^### BK|BC####CI'),
  row('fr', 'fr', 'Maëlle|Gaëtan|Noémie|Loïc', 'Lefèvre|Bénard|Peltier|de La Fontaine', '## bis rue de la République, 69002 Lyon|^# avenue Jean Jaurès, 31000 Toulouse', '06 39 98 ## ##|07.5#.##.##.##|01 99 00 ## ##', '+33 6 39 98 ## ##|+33199######', '@@-^##-@@|^### @@ 75'),
]
