"""Words that say nothing of an event, by language: articles, pronouns, prepositions, auxiliaries. Written by us.

English has its list in the text core. A language without a list leans on how often a word stands in the stream.
"""

from __future__ import annotations

from wiredesk.core import text

# A news desk's own words stand in every other item: they are no event either.
_ENGLISH_NEWS = frozenset("said says say told tells according also new news report reports reported mr mrs ms".split())

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": text.STOP_WORDS | _ENGLISH_NEWS,
    "es": frozenset(
        """a al algo ante antes aquel así aun aunque bajo bien cada casi como cómo con contra cual cuando cuándo de del desde
        donde dónde dos durante e el él ella ellas ellos en entre era eran es esa ese eso esta está están estas este esto
        estos fue fueron ha habrá había hace hacia han has hasta hay la las le les lo los más me mi mientras muy nada ni no
        nos nosotros nuestra nuestro o otra otro otros para pero poco por porque pues que qué quien quién se sea según ser
        será si sí sido sin sobre son su sus tal también tan tanto te tiene tienen todo todos tras tu un una uno unos y ya yo
        dijo dice""".split()
    ),
    "fr": frozenset(
        """à a ai ainsi après au aucun aussi autre aux avait avant avec avoir c ce cela celle celui ces cet cette ceux chez
        comme comment d dans de depuis des deux donc dont du elle elles en encore entre est et été être eu fait faire font il
        ils j je jusqu l la le les leur leurs lui m ma mais me même moins mon n ne ni nos notre nous on ont ou où par parce
        pas pendant peu peut plus plusieurs pour pourquoi qu quand que quel quelle qui quoi s sa sans se selon sera ses si
        son sont sous sur t ta tous tout toute toutes très tu un une vers vos votre vous y selon dit""".split()
    ),
    "de": frozenset(
        """aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bis da dabei damit
        dann das dass dem den denn der des die dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen
        einer eines er es etwa für gegen gibt hat hatte hatten habe haben hier ich ihm ihn ihr ihre ihrem ihren ihrer im in
        ins ist ja jetzt kann kein keine keinen können man mehr mit muss müssen nach nicht nichts noch nun nur ob oder ohne
        schon sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte über um und uns unter vom von vor
        war waren warum was weil weiter wenn wer werden wie wieder will wird wir wo wurde wurden zu zum zur zwischen
        sagte""".split()
    ),
    "pt": frozenset(
        """a à ao aos após as às até cada com como contra da das de dela dele deles depois desde deve do dois dos durante e é
        ela elas ele eles em entre era essa esse esta está estão este eu foi foram há isso isto já lhe mais mas me mesmo meu
        minha muito na nas nem no nos nós não num numa o onde os ou para pela pelas pelo pelos pode por porque qual quando
        que quem são se sem ser será seu seus só sob sobre sua suas também tem têm ter toda todo todos um uma vai você
        diz disse""".split()
    ),
    "it": frozenset(
        """a ad agli ai al alla alle allo anche ancora avere c che chi ci come con contro cui da dagli dai dal dalla dalle
        degli dei del dell della delle dello di dopo dove due e è ed era essere fa fino fra già gli ha hanno i il in io l la
        le lei lo loro lui ma mi mio ne negli nei nel nell nella nelle no noi non o ogni per perché più poi prima può qual
        quando quanto quella quello questa questo qui se sempre senza si sia sono su sua sue sugli sui sul sulla sulle suo
        suoi tra tutti tutto un una uno""".split()
    ),
    "nl": frozenset(
        """aan al alle als bij dan dat de der deze die dit doen door een en er ging had haar hebben heeft hem het hier hij
        hoe hun ik in is ja je kan maar me meer men met mijn moet na naar niet niets nog nu of om omdat ook op over te tegen
        toch toen tot u uit van veel voor want waren was wat we wel werd wie wij wil worden wordt zal ze zei zich zij zijn zo
        zonder zou""".split()
    ),
    "sv": frozenset(
        """alla allt att av blev bli blir de dem den denna det detta dig din du där efter ej eller en er ett från får för ha
        hade han har henne hennes hon honom hur här i inte jag kan kunde man med men mig min mot mycket ni nu när någon något
        och om oss på sedan sig sin sina sitt ska skulle som så till under upp ut vad var vara vi vid än är över""".split()
    ),
    "sl": frozenset(
        """a ali bi bil bila bile bili bilo bo bodo bolj brez da dva do en ena eno ga glede ima iz in ji jih je jo jim k kako
        kaj kako kar kdo ker ki ko kot le lahko med mi na nad naj ne nekaj ni nič njegov njen njih o ob od okoli on ona
        oziroma pa po pod pred preko pri proti s sam samo se si so še ta tako tam te tega tem ti to tudi tukaj v več vendar
        vse vsi za zakaj zaradi zdaj že""".split()
    ),
    "sw": frozenset(
        """ama au baada baadhi bado basi bila cha chake chao chini dhidi huku hadi hakuna hapa hapo hata hayo hii hilo hivyo
        hiyo hizo huo huyo ikiwa ili ingawa ipi ja juu kabla kadhaa kama kati katika kila kisha kuhusu kupitia kutoka kuwa
        kwa kwamba kwani kwenye la lake lakini lao mimi moja mpaka na nani ndani ni nini nje nyingi pa pamoja pia sana sasa
        sisi tangu tu vile vya vyake wa wakati wake wako wala wale wao watu wengi wengine wewe ya yake yao yeye yule za zake
        zao zaidi yenye wenye lenye chenye alisema amesema""".split()
    ),
    "id": frozenset(
        """ada adalah agar akan antara apa atas atau bagi bahwa banyak bisa dalam dan dapat dari dengan di dia hanya harus
        hingga ia ini itu jadi jika juga kami karena ke kepada kita lagi lalu lebih maka masih mereka namun oleh pada para
        saat saja sampai sangat saya sebagai sebuah secara sedang sejak seorang seperti serta setelah sudah tak telah tentang
        tersebut tetapi tidak untuk yang""".split()
    ),
    "tr": frozenset(
        """acaba ama ancak artık bana bazı belki ben bir biz bu bunu bunun çok çünkü da daha de değil diye en gibi göre hem
        hep her için ile ise kadar ki kim mı mi mu mü nasıl ne neden nerede o olan olarak oldu olduğu olduğunu on ona onu
        onun sonra şey şu tüm var ve veya ya yok""".split()
    ),
    "ru": frozenset(
        """а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее её если
        есть еще ещё же за здесь и из или им их к как ко когда которая которого которые который кто ли лишь между меня мне
        много может мы на над надо нам нас не него нее ней нет ни них но о об один около он она они оно от очень по под после
        при про с сам свой своих себя сейчас со так также такой там тем то того тоже той только том тот ты у уже чего чем что
        чтобы эта эти это этого этой этом этот я заявил сообщил""".split()
    ),
    "uk": frozenset(
        """а але без був була були було бути в вам вас ви від він вона вони воно все всі де для до є за з зі і із або їх його
        її й коли ми на над нам нас не ні но о об один під по після при про та так також там те тим то той тому у уже це цей
        цього ця чи що щоб як який яка які""".split()
    ),
    "ar": frozenset(
        """في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن قد كان كانت يكون هو هي هم أن ان إن أو او ثم
        بعد قبل بين حتى كل بعض غير عند منذ خلال حول ضد دون أي كما لكن بل إذا اذا حيث وقد وهو وهي قال وقال قالت أنه أنها به
        بها له لها فيه فيها منه منها عليه عليها و ب ل ك ف""".split()
    ),
    "fa": frozenset(
        """و در به از که این آن را با برای است بود شد شده می های ها بر تا یا هم نیز یک خود او آنها ما من شما هر اما اگر پس بعد
        پیش بین دیگر باید کرد کرده کند شود دارد داد گفت""".split()
    ),
    "hi": frozenset(
        """और का की के को में से ने पर है हैं था थी थे हो होगा होगी हुआ हुई हुए यह ये वह वे वो इस उस इन उन एक कि जो तो भी
        नहीं न ही कर करने किया की किए गया गई गए जा रहा रही रहे लिए साथ तक बाद पहले अपने अपनी अपना कुछ कोई क्या क्यों कब कैसे
        जब तब यहां वहां बहुत दो द्वारा वाले वाली वाला ने कहा या मगर लेकिन""".split()
    ),
    "ur": frozenset(
        """اور کا کی کے کو میں سے نے پر ہے ہیں تھا تھی تھے ہو یہ وہ اس ان ایک کہ جو تو بھی نہیں نہ ہی کر کیا گیا گئی گئے جا
        رہا رہی رہے لیے ساتھ تک بعد پہلے اپنے اپنی کچھ کوئی کہا یا""".split()
    ),
}
