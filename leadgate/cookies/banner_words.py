"""What the banner says, in the languages of its readers, where its site's owner has not said it otherwise.

What is shown is frozen with each notice, so it stands here and not in the catalogues, and speaks languages that the
pages of this installation do not. The first sentences and buttons are worded so that tools people use to refuse such
banners understand them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from leadgate.cookies.types import PurposeKind

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@dataclass(frozen=True, slots=True)
class BannerWords:
    """The sentences and buttons of the banner."""

    heading: str
    body: str
    accept: str
    refuse: str
    choose: str
    save: str
    policy: str
    always: str
    reopen: str
    signal: str
    """Where the browser asks not to sell or share."""
    against_signal: str
    """Beside a purpose that the signal ends."""
    changed: str
    """Where the answer was to something else; `%s` stands for what is new."""
    changed_words: str
    """The same where nothing is new but the wording."""
    frame: str
    """In the place of embedded content; `%s` stands for its host."""
    show: str


NAMES = tuple(one.name for one in fields(BannerWords))
_EN = BannerWords(
    "Cookies and similar technologies",
    "We use cookies for what is listed under “Choose”, but only if you agree; until you answer, none of it happens. "
    "You can change that at any time.",
    "Accept all",
    "Reject all",
    "Choose",
    "Save my choice",
    "What is stored, by whom, how long",
    "always on",
    "Cookie choices",
    "Your browser asks us not to sell or share your data. We keep to that, whatever you answer here.",
    "Your browser asks us not to. Tick it only if you want it all the same.",
    "You answered before; this is new since: %s.",
    "You answered before; since then we changed how this is described.",
    "Content of %s would stand here. Shown, it tells them your network address and what you look at.",
    "Show it and all content of this kind",
)
_DE = BannerWords(
    "Cookies und ähnliche Technologien",
    "Wir verwenden Cookies und ähnliche Technologien für das, was unter „Auswählen“ steht – aber nur, wenn Sie "
    "zustimmen. Bevor Sie antworten, geschieht davon nichts. Sie können Ihre Antwort jederzeit ändern.",
    "Alles annehmen",
    "Alles ablehnen",
    "Auswählen",
    "Auswahl speichern",
    "Was gespeichert wird, von wem, wie lange",
    "immer an",
    "Cookie-Auswahl",
    "Ihr Browser bittet darum, Ihre Daten nicht zu verkaufen oder weiterzugeben. Daran halten wir uns, was immer Sie "
    "hier antworten.",
    "Ihr Browser bittet uns, das nicht zu tun. Kreuzen Sie es nur an, wenn Sie es trotzdem wollen.",
    "Sie haben schon geantwortet; neu ist seither: %s.",
    "Sie haben schon geantwortet; seither haben wir die Beschreibung geändert.",
    "Hier stünde ein Inhalt von %s. Wird er gezeigt, erfährt man dort Ihre Netzadresse und was Sie ansehen.",
    "Zeigen, auch alle anderen Inhalte dieser Art",
)
_FR = BannerWords(
    "Cookies et technologies similaires",
    "Nous utilisons des cookies et des technologies similaires pour ce qui figure sous « Choisir », mais seulement si "
    "vous êtes d’accord. Rien n’a lieu avant votre réponse, et vous pouvez en changer à tout moment.",
    "Tout accepter",
    "Tout refuser",
    "Choisir",
    "Enregistrer mon choix",
    "Ce qui est conservé, par qui, combien de temps",
    "toujours actif",
    "Choix des cookies",
    "Votre navigateur demande de ne pas vendre ni partager vos données. Nous nous y tenons, quelle que soit votre "
    "réponse ici.",
    "Votre navigateur nous demande de ne pas le faire. Ne cochez que si vous le voulez malgré tout.",
    "Vous aviez déjà répondu ; depuis, ceci est nouveau : %s.",
    "Vous aviez déjà répondu ; depuis, nous avons changé cette description.",
    "Un contenu de %s se trouverait ici. S’il est affiché, ce service apprend votre adresse réseau et ce que vous "
    "regardez.",
    "L’afficher, ainsi que tous les contenus de ce type",
)
_ES = BannerWords(
    "Cookies y tecnologías similares",
    "Utilizamos cookies y tecnologías similares para lo que figura en «Elegir», pero solo si está de acuerdo. Antes de "
    "su respuesta no ocurre nada de ello, y puede cambiarla en cualquier momento.",
    "Aceptar todo",
    "Rechazar todo",
    "Elegir",
    "Guardar mi elección",
    "Qué se guarda, quién y cuánto tiempo",
    "siempre activo",
    "Opciones de cookies",
    "Su navegador pide que no se vendan ni compartan sus datos. Lo respetamos, responda lo que responda aquí.",
    "Su navegador nos pide que no lo hagamos. Márquelo solo si lo quiere de todos modos.",
    "Ya había respondido; desde entonces es nuevo: %s.",
    "Ya había respondido; desde entonces hemos cambiado esta descripción.",
    "Aquí habría un contenido de %s. Si se muestra, sabrán su dirección de red y lo que está viendo.",
    "Mostrarlo, y todos los contenidos de este tipo",
)
_NL = BannerWords(
    "Cookies en vergelijkbare technieken",
    "Wij gebruiken cookies en vergelijkbare technieken om te doen wat onder ‘Kiezen’ staat, maar alleen als u het goed "
    "vindt. Voordat u antwoordt, gebeurt daar niets van. U kunt uw antwoord altijd veranderen.",
    "Alles accepteren",
    "Alles weigeren",
    "Kiezen",
    "Keuze opslaan",
    "Wat er wordt bewaard, door wie en hoe lang",
    "altijd aan",
    "Cookiekeuze",
    "Uw browser vraagt om uw gegevens niet te verkopen of te delen. Daar houden wij ons aan, wat u hier ook antwoordt.",
    "Uw browser vraagt ons dit niet te doen. Vink het alleen aan als u het toch wilt.",
    "U hebt al geantwoord; sindsdien is nieuw: %s.",
    "U hebt al geantwoord; sindsdien hebben we de beschrijving veranderd.",
    "Hier zou inhoud van %s staan. Wordt die getoond, dan weten zij uw netwerkadres en wat u bekijkt.",
    "Tonen, en alle andere inhoud van dit soort",
)
_ZH_HANT = BannerWords(
    "Cookie 與類似技術",
    "只有在您同意之後，我們才會為「自行選擇」所列的用途使用 Cookie 與類似技術。"
    "在您回答之前，這些都不會發生；您隨時可以更改答案。",
    "全部接受",
    "全部拒絕",
    "自行選擇",
    "儲存我的選擇",
    "儲存哪些資料、由誰儲存、保留多久",
    "一律啟用",
    "Cookie 選擇",
    "您的瀏覽器要求不得販售或分享您的資料。無論您在此如何回答，我們都會遵守。",
    "您的瀏覽器要求我們不要這樣做。只有在您仍然願意時才勾選。",
    "您先前回答過；之後新增了：%s。",
    "您先前回答過；之後我們修改了這裡的說明。",
    "此處原本會顯示來自 %s 的內容。一旦顯示，對方就會知道您的網路位址，以及您正在看什麼。",
    "顯示此內容，以及所有同類內容",
)
_ZH_HANS = BannerWords(
    "Cookie 与类似技术",
    "只有在您同意之后，我们才会为“自行选择”所列的用途使用 Cookie 与类似技术。"
    "在您回答之前，这些都不会发生；您随时可以更改答案。",
    "全部接受",
    "全部拒绝",
    "自行选择",
    "保存我的选择",
    "存储哪些数据、由谁存储、保留多久",
    "始终启用",
    "Cookie 选择",
    "您的浏览器要求不得出售或分享您的数据。无论您在此如何回答，我们都会遵守。",
    "您的浏览器要求我们不要这样做。只有在您仍然愿意时才勾选。",
    "您先前回答过；之后新增了：%s。",
    "您先前回答过；之后我们修改了这里的说明。",
    "此处原本会显示来自 %s 的内容。一旦显示，对方就会知道您的网络地址，以及您正在看什么。",
    "显示此内容，以及所有同类内容",
)
USUAL: Mapping[str, BannerWords] = {
    "en": _EN,
    "de": _DE,
    "fr": _FR,
    "es": _ES,
    "nl": _NL,
    "zh-Hant": _ZH_HANT,
    "zh-Hans": _ZH_HANS,
}
"""In other languages the owner writes all of it."""

PURPOSES: Mapping[PurposeKind, Mapping[str, tuple[str, str]]] = {
    PurposeKind.NECESSARY: {
        "en": ("Necessary", "So that the site works, and knows your answer."),
        "de": ("Notwendig", "Damit die Seite funktioniert und sich merkt, was Sie hier geantwortet haben."),
        "fr": ("Nécessaire", "Pour que le site fonctionne et retienne votre réponse."),
        "es": ("Necesario", "Para que el sitio funcione y recuerde lo que ha respondido aquí."),
        "nl": ("Noodzakelijk", "Zodat de site werkt en onthoudt wat u hier hebt geantwoord."),
        "zh-Hant": ("必要", "讓網站能夠運作，並記住您在此的回答。"),
        "zh-Hans": ("必要", "让网站能够运作，并记住您在此的回答。"),
    },
    PurposeKind.STATISTICS: {
        "en": ("Statistics", "To see which pages are read, and to make them better."),
        "de": ("Statistik", "Um zu sehen, welche Seiten gelesen werden, und sie zu verbessern."),
        "fr": ("Statistiques", "Pour voir quelles pages sont lues et les améliorer."),
        "es": ("Estadísticas", "Para ver qué páginas se leen y mejorarlas."),
        "nl": ("Statistieken", "Om te zien welke pagina’s worden gelezen en ze te verbeteren."),
        "zh-Hant": ("統計", "了解哪些頁面有人閱讀，並加以改善。"),
        "zh-Hans": ("统计", "了解哪些页面有人阅读，并加以改善。"),
    },
    PurposeKind.MARKETING: {
        "en": ("Marketing", "To show you ads elsewhere that fit what you saw here, and to measure them."),
        "de": ("Marketing", "Um Ihnen anderswo passende Werbung zu zeigen und zu messen, was sie bewirkt."),
        "fr": ("Publicité", "Pour vous montrer ailleurs de la publicité liée à vos visites ici, et la mesurer."),
        "es": ("Publicidad", "Para mostrarle en otros sitios publicidad acorde con lo que vio aquí, y medirla."),
        "nl": ("Marketing", "Om u elders reclame te tonen die past bij wat u hier bekeek, en het effect te meten."),
        "zh-Hant": ("行銷", "在其他網站顯示與您在此瀏覽內容相關的廣告，並衡量成效。"),
        "zh-Hans": ("营销", "在其他网站显示与您在此浏览内容相关的广告，并衡量效果。"),
    },
    PurposeKind.EMBEDDED: {
        "en": ("Embedded content", "To show videos, maps and posts that lie with others."),
        "de": ("Eingebettete Inhalte", "Um Videos, Karten und Beiträge zu zeigen, die bei anderen liegen."),
        "fr": ("Contenus intégrés", "Pour afficher des vidéos, des cartes et des publications hébergées ailleurs."),
        "es": ("Contenido incrustado", "Para mostrar vídeos, mapas y publicaciones que están en otros sitios."),
        "nl": ("Ingesloten inhoud", "Om video’s, kaarten en berichten te tonen die bij anderen staan."),
        "zh-Hant": ("嵌入內容", "顯示存放於其他網站的影片、地圖與貼文。"),
        "zh-Hans": ("嵌入内容", "显示存放于其他网站的视频、地图与帖子。"),
    },
}
"""Title and text of a purpose of a usual kind."""


def words_in(language: str, own: Mapping[str, str]) -> dict[str, str]:
    """What the banner says in a language; a sentence nobody wrote is missing.

    Args:
        language: its tag (BCP 47).
        own: what its site's owner wrote, by the names of `BannerWords`.
    """
    usual = USUAL.get(language)
    said = {name: getattr(usual, name) for name in NAMES} if usual else {}
    return said | {name: text for name, text in own.items() if text}
