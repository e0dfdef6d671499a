/*
 * The words by which numbers and names are told apart from what they look
 * like, English and Spanish: folded, sorted. See identify_words.h for what
 * each list stands for.
 */
#include "core/identify_words.h"

#include <stdlib.h>
#include <string.h>

#include "core/given_names.h"

/* clang-format off */
static const char record_words[][WORD_SIZE] = {
    "csn", "curp", "dni", "expediente", "expedientes", "har", "mrn", "mrns",
    "nhc", "nie", "nss", "ssn"};

static const char file_words[][WORD_SIZE] = {
    "acc", "accession", "account", "acct", "case", "cases", "caso", "casos",
    "chart", "charts", "claim", "cliente", "cuenta", "enc", "encounter",
    "episodio", "fin", "folio", "hc", "historia", "id", "identificador",
    "medicaid", "medicare", "member", "pac", "paciente", "patient", "policy",
    "poliza", "pt", "pte", "record", "records", "registro", "specimen",
    "visit", "visita", "visitid"};

static const char birth_words[][WORD_SIZE] = {
    "bdate", "bday", "birth", "birthdate", "birthday", "birthdays", "born",
    "cumple", "cumpleanos", "dob", "fdn", "fecnac", "fnac", "nac", "nacida",
    "nacido", "nacimiento", "nacio"};

static const char phone_words[][WORD_SIZE] = {
    "anexo", "beeper", "busca", "cel", "cell", "celular", "ext", "extension",
    "extensions", "extn", "fax", "fono", "interno", "landline", "mobile",
    "movil", "pager", "phone", "phones", "tel", "telefono", "telephone",
    "telf", "tfno", "tlf", "voicemail", "whatsapp"};

static const char call_words[][WORD_SIZE] = {
    "call", "called", "calling", "calls", "dial", "llama", "llamar", "llame",
    "llamen", "llamo", "marcar", "marque", "page", "paged", "reach", "ring",
    "text", "texted"};

static const char place_words[][WORD_SIZE] = {
    "bassinet", "bay", "bays", "bed", "beds", "cama", "camas", "chair", "crib",
    "cuarto", "cuartos", "cubicle", "cubiculo", "cubiculos", "cuna", "hab",
    "habitacion", "habitaciones", "habs", "incubadora", "isolette", "rm",
    "rms", "room", "rooms", "sala", "salas", "sillon"};

static const char short_words[][WORD_SIZE] = {
    "acc", "acct", "cal", "cel", "exp", "ext", "extn", "hab", "habs", "mr",
    "nac", "no", "nro", "num", "pac", "pt", "pte", "rm", "rms", "tel", "telf"};

static const char house_words[][WORD_SIZE] = {
    "almacen", "ambulance", "break", "breakout", "cath", "changing", "chat",
    "class", "clean", "conference", "conferencias", "consult", "descanso",
    "dialysis", "dining", "dirty", "equipment", "espera", "family", "juntas",
    "limpio", "linen", "living", "loading", "locker", "lunch", "mail",
    "mechanical", "med", "medicamentos", "meds", "meeting", "milk", "pantry",
    "parking", "quiet", "report", "resource", "reuniones", "server", "shower",
    "sim", "simulation", "soiled", "staff", "storage", "sucio", "suministros",
    "supplies", "supply", "training", "trash", "tub", "utility", "waiting",
    "wash", "zoom"};

static const char link_words[][WORD_SIZE] = {
    "a", "about", "al", "and", "ano", "are", "around", "at", "con", "date",
    "de", "del", "did", "directly", "el", "en", "era", "es", "fecha", "had",
    "has", "her", "him", "his", "hoy", "id", "in", "is", "la", "le", "les",
    "me", "mi", "my", "no", "nos", "nr", "nro", "num", "number", "numbers",
    "numero", "of", "on", "or", "su", "the", "them", "to", "us", "was", "who",
    "year"};

static const char unit_words[][WORD_SIZE] = {
    "am", "amps", "ano", "anos", "bpm", "c", "calories", "cc", "cm", "cna",
    "cnas", "day", "days", "degrees", "dia", "dias", "dolares", "dollars",
    "dose", "doses", "dosis", "euros", "extra", "f", "feet", "foot", "fr",
    "french", "ft", "g", "ga", "gauge", "gb", "ghz", "gm", "gms", "grados",
    "gramos", "h", "hora", "horas", "hour", "hours", "hr", "hrs", "hz", "inch",
    "inches", "iu", "kcal", "kg", "kilos", "l", "lb", "lbs", "liters",
    "litros", "lpm", "mas", "mb", "mcg", "meq", "mes", "meses", "metros", "mg",
    "mhz", "miles", "min", "mins", "minute", "minutes", "minuto", "minutos",
    "ml", "mm", "mmhg", "mmol", "month", "months", "more", "mph", "nd",
    "o'clock", "pages", "pairs", "people", "percent", "percentage", "personas",
    "persons", "pesos", "pills", "pm", "points", "ppm", "pulgadas", "puntos",
    "rd", "rn", "rns", "sec", "second", "seconds", "secs", "segundos",
    "semana", "semanas", "sets", "st", "steps", "tabletas", "tablets", "tabs",
    "th", "time", "times", "u", "unidades", "unit", "units", "usd", "veces",
    "vez", "volts", "watts", "week", "weeks", "wk", "wks", "x", "year",
    "years", "yr", "yrs"};

static const char thing_words[][WORD_SIZE] = {
    "activo", "articulo", "asset", "assets", "badge", "barcode", "barrel",
    "batch", "bomba", "budget", "build", "caja", "cart", "case#", "catalog",
    "channel", "chg", "code", "codigo", "computer", "cow", "device", "equipo",
    "error", "etiqueta", "extinguisher", "factura", "fiscal", "form", "forms",
    "formulario", "grant", "highway", "inc", "incident", "inventario",
    "invoice", "item", "jack", "key", "keys", "level", "license", "locker",
    "lot", "lote", "meeting", "model", "modelo", "monitor", "monitors",
    "orden", "order", "orders", "outlet", "page", "pagina", "part", "paso",
    "passcode", "password", "pieza", "pin", "po", "port", "printer",
    "printers", "protocol", "pump", "pumps", "ref", "reporte", "req",
    "request", "rev", "ritm", "route", "scanner", "section", "serial", "serie",
    "sku", "sn", "solicitud", "step", "switch", "tag", "ticket", "tickets",
    "tkt", "tracking", "unit", "ver", "version", "vin", "vlan", "webinar",
    "wo", "workstation", "wow", "zip", "zoom"};

static const char dated_words[][WORD_SIZE] = {
    "actualizado", "bought", "built", "certified", "dated", "desde",
    "effective", "exp", "expiration", "expired", "expires", "from",
    "inspected", "installed", "made", "manufactured", "opened", "policy",
    "politica", "purchased", "rev", "revised", "revision", "since", "until",
    "updated", "version", "vigente"};

static const char month_words[][WORD_SIZE] = {
    "abr", "abril", "ago", "agosto", "apr", "april", "aug", "august", "dec",
    "december", "dic", "diciembre", "ene", "enero", "feb", "febrero",
    "february", "jan", "january", "jul", "julio", "july", "jun", "june",
    "junio", "mar", "march", "marzo", "may", "mayo", "nov", "november",
    "noviembre", "oct", "october", "octubre", "sep", "sept", "september",
    "septiembre", "setiembre"};

static const char person_words[][WORD_SIZE] = {
    "abuelita", "abuelito", "baby", "bebe", "boy", "dad", "daughter", "esposa",
    "esposo", "familia", "family", "father", "gentleman", "girl", "grandma",
    "grandpa", "guy", "hija", "hijo", "husband", "kid", "lady", "madre", "man",
    "mom", "mother", "muchacha", "muchacho", "nina", "nino", "paciente",
    "pacientes", "padre", "patient", "patients", "pt", "pte", "pts",
    "resident", "senor", "senora", "senorita", "son", "viejita", "visitor",
    "wife", "woman"};

static const char title_words[][WORD_SIZE] = {
    "doctor", "doctora", "don", "dona", "dr", "dra", "lic", "licenciada",
    "licenciado", "miss", "missus", "mister", "mr", "mrs", "ms", "prof",
    "profesor", "profesora", "professor", "senor", "senora", "senorita", "sor",
    "sr", "sra", "srta"};

static const char doubtful_words[][WORD_SIZE] = {
    "doctor", "doctora", "don", "dona", "lic", "miss", "ms", "prof",
    "profesor", "profesora", "professor", "senor", "senora", "senorita", "sor",
    "sr"};

static const char role_words[][WORD_SIZE] = {
    "aide", "anesthesiologist", "aunt", "auxiliar", "brother", "buddy",
    "called", "camillero", "capellan", "captain", "chaplain", "charge",
    "clerk", "cna", "coach", "colleague", "companera", "companero",
    "coordinator", "cousin", "coworker", "dietitian", "director", "enf",
    "enfermera", "enfermero", "float", "hermana", "hermano", "hospitalist",
    "housekeeper", "intern", "interno", "jefa", "jefe", "llamada", "llamado",
    "lpn", "lvn", "manager", "md", "named", "np", "nurse", "nurses", "orderly",
    "pa", "paciente", "patient", "pharmacist", "phlebotomist", "preceptor",
    "pt", "pte", "resident", "residente", "rn", "secretary", "sister",
    "sitter", "supervisor", "supervisora", "surgeon", "tech", "therapist",
    "tia", "tio", "transporter", "traveler", "uncle", "volunteer"};

static const char credential_words[][WORD_SIZE] = {
    "aprn", "bsn", "ccrn", "cna", "crna", "dnp", "do", "edd", "lpn", "lvn",
    "mba", "md", "msn", "np", "ot", "pa", "pct", "pharmd", "phd", "pt", "rn",
    "rrt", "slp"};

static const char tell_words[][WORD_SIZE] = {
    "agradezco", "ask", "asked", "asking", "avisar", "avisen", "avisenle",
    "cc", "diganle", "dile", "email", "emailed", "gracias", "kudos", "ping",
    "pinged", "preguntale", "preguntar", "pregunten", "preguntenle", "remind",
    "reminded", "shoutout", "tell", "telling", "text", "texted", "thank",
    "thanked", "thanks", "told"};

static const char with_words[][WORD_SIZE] = {
    "a", "about", "and", "beside", "by", "call", "called", "con", "covering",
    "de", "e", "for", "from", "gave", "gracias", "had", "help", "helped",
    "how", "if", "let", "like", "made", "oriented", "oriento", "paged", "para",
    "per", "por", "precepted", "precepting", "que", "relieved", "saw", "see",
    "si", "than", "thanks", "that", "to", "via", "vs", "watch", "when", "why",
    "with", "without", "y"};

static const char said_words[][WORD_SIZE] = {
    "always", "asked", "ayudo", "brings", "brought", "called", "calls",
    "cambio", "came", "caught", "charted", "complained", "conto", "covered",
    "covers", "cree", "cried", "cubrio", "deja", "dejo", "dice", "didn't",
    "dijo", "does", "doesn't", "enseno", "escucho", "espera", "esta",
    "explico", "falls", "falto", "fell", "fixed", "forgot", "found", "fue",
    "gave", "gets", "grito", "habla", "hablo", "helped", "helps", "hit",
    "hizo", "isn't", "jumped", "keeps", "kept", "kicked", "knows", "leaves",
    "left", "llamo", "llega", "llego", "lleva", "llevo", "lloro", "looked",
    "lost", "made", "needed", "needs", "never", "noticed", "nunca", "olvido",
    "oriented", "paso", "perdio", "picked", "pide", "pidio", "piensa",
    "precepted", "queda", "quedo", "quiere", "quit", "ran", "refused",
    "refuses", "renuncio", "restocked", "retired", "rings", "sabe", "said",
    "sale", "salio", "sat", "saved", "says", "screamed", "screams", "se",
    "seems", "showed", "shows", "siempre", "sleeps", "slept", "snapped",
    "started", "stayed", "stays", "still", "takes", "taught", "thinks",
    "thought", "threatened", "tiene", "told", "took", "trabaja", "trained",
    "trajo", "viene", "vino", "volunteered", "waited", "waits", "wakes",
    "walked", "wanted", "wants", "wasn't", "went", "worked", "works", "yelled"};

static const char article_words[][WORD_SIZE] = {
    "a", "an", "button", "click", "code", "each", "el", "every", "hit", "la",
    "las", "los", "my", "no", "operation", "our", "press", "project", "some",
    "that", "the", "their", "this", "un", "una", "your"};

static const char saint_words[][WORD_SIZE] = {
    "saint", "san", "santa", "santo", "st", "sta", "ste"};

static const char particle_words[][WORD_SIZE] = {
    "da", "das", "de", "del", "den", "der", "di", "dos", "du", "el", "la",
    "las", "le", "los", "mac", "mc", "san", "van", "von"};

static const char thingish_words[][WORD_SIZE] = {
    "ala", "ale", "ale's", "app", "area", "ave", "avenida", "avenue", "award",
    "awards", "bag", "bags", "beach", "bed", "beds", "bill", "bills", "bin",
    "bins", "blanket", "blankets", "bottle", "box", "boxes", "brand",
    "building", "button", "cafe", "cafeteria", "calle", "campus", "cart",
    "carts", "catheter", "catheters", "center", "centre", "chair", "chairs",
    "chapel", "chart", "church", "city", "clamp", "clamps", "clinic",
    "clinica", "code", "college", "community", "county", "court", "cracker",
    "crackers", "cream", "criteria", "desk", "device", "devices", "disease",
    "drain", "drains", "drive", "elementary", "elevator", "elevators",
    "elixir", "escuela", "farmacia", "floor", "forceps", "foundation",
    "fundacion", "garden", "gown", "gowns", "hall", "health", "healthcare",
    "hose", "hospital", "hospitals", "house", "keyboard", "keyboards",
    "kitchen", "labels", "lane", "lift", "lifts", "line", "lines", "lodge",
    "lounge", "machine", "machines", "maneuver", "mask", "masks", "mattress",
    "mattresses", "medical", "meeting", "method", "monitor", "monitors",
    "pabellon", "park", "party", "period", "periods", "pharmacy", "portal",
    "position", "premio", "printer", "printers", "procedure", "program",
    "project", "protocol", "prueba", "pump", "pumps", "rd", "rep", "road",
    "room", "rooms", "rounds", "scale", "scales", "scanner", "schedule",
    "schedules", "school", "score", "scores", "service", "services", "sign",
    "sindrome", "soap", "software", "square", "st", "stain", "stand", "stands",
    "stocking", "stockings", "street", "stretcher", "sugar", "support",
    "syndrome", "system", "tabla", "tag", "tags", "team", "test", "tests",
    "torre", "towel", "towels", "tower", "tube", "tubes", "unidad", "unit",
    "units", "university", "ward", "wing", "wrench"};

static const char number_words[][WORD_SIZE] = {
    "catorce", "cinco", "cuatro", "diez", "doce", "dos", "eight", "eighteen",
    "eleven", "fifteen", "five", "four", "fourteen", "nine", "nineteen",
    "nueve", "ocho", "once", "one", "quince", "seis", "seven", "seventeen",
    "siete", "six", "sixteen", "ten", "thirteen", "three", "trece", "tres",
    "twelve", "twenty", "two", "uno", "veinte"};

static const char plain_words[][WORD_SIZE] = {
    "a", "abbott", "about", "abril", "account", "across", "acuity", "add",
    "added", "admin", "administration", "admision", "admission", "admissions",
    "admit", "admitted", "admitting", "advocate", "after", "afternoon",
    "again", "agency", "agosto", "agua", "aide", "aides", "al", "alaris",
    "alarm", "alarma", "alarmas", "alarms", "alert", "alerts", "algo",
    "alguien", "all", "also", "always", "am", "amazon", "an", "and", "android",
    "anesthesia", "annex", "another", "any", "anybody", "anyone", "anything",
    "api", "apple", "april", "are", "aren't", "as", "ask", "asked",
    "assignment", "assignments", "assistant", "at", "ativan", "audit",
    "audits", "august", "aun", "aureus", "auris", "auxiliar", "auxiliares",
    "avisar", "ayer", "ayuda", "backup", "bad", "badge", "batas", "bathroom",
    "bathrooms", "batteries", "battery", "baumannii", "baxter", "be",
    "because", "bed", "beds", "bedside", "been", "before", "being", "bell",
    "best", "better", "between", "big", "bin", "bins", "biomed", "birthday",
    "blanket", "blankets", "blue", "board", "boards", "bomba", "bombas",
    "bonus", "both", "box", "boxes", "bp", "braun", "break", "breaks", "bring",
    "brings", "broken", "brought", "brown", "buddies", "buddy", "buen",
    "buena", "bueno", "building", "busy", "but", "by", "cabinet", "cabinets",
    "cable", "cables", "cada", "cafe", "cafeteria", "call", "callout",
    "callouts", "calls", "calm", "cama", "camas", "came", "camillero",
    "camilleros", "can", "can't", "capsules", "cardiology", "care", "carro",
    "carros", "cart", "carts", "case", "cdiff", "center", "central", "ceo",
    "cerner", "cfo", "chair", "chairs", "chaplain", "charge", "charger",
    "chargers", "chart", "charting", "charts", "check", "checks", "christmas",
    "citrix", "clean", "cleaning", "clerk", "clinic", "clinical", "close",
    "closed", "closet", "cna", "cnas", "cno", "cocina", "code", "codes",
    "coffee", "coils", "cold", "coli", "colleague", "colleagues", "come",
    "comes", "comfort", "commission", "committee", "commode", "como",
    "company", "compatible", "computadora", "computer", "computers", "con",
    "conditional", "congratulations", "contractor", "contractors", "control",
    "controlled", "coordinador", "coordinadora", "coordinator", "cord",
    "cords", "corporate", "could", "couldn't", "council", "courier", "cover",
    "covered", "covers", "covid", "coworker", "coworkers", "crew", "critica",
    "critical", "critico", "cronica", "cronico", "ct", "cual", "cuando",
    "cuarto", "daisy", "dashboard", "data", "day", "days", "de", "dear",
    "debe", "december", "deck", "del", "department", "dept", "desde", "desk",
    "dia", "dialysis", "diaper", "diapers", "dias", "diciembre", "did",
    "didn't", "diem", "dietary", "diff", "difficile", "dilaudid", "director",
    "dirty", "discharge", "discharged", "discharges", "dispatch", "do",
    "doctor", "doctors", "does", "doesn't", "doing", "domingo", "don't",
    "donde", "done", "door", "doors", "dose", "doses", "double", "drawer",
    "drawers", "dry", "during", "dynamap", "each", "early", "east", "easter",
    "easy", "ecg", "ed", "education", "educator", "either", "ekg", "el",
    "elevator", "elevators", "email", "emergency", "empty", "ems", "en",
    "endoscopy", "enero", "enfermera", "enfermeras", "enfermeria", "enfermero",
    "enfermeros", "engineering", "entre", "environmental", "epic", "equipo",
    "equipos", "er", "era", "es", "esta", "estaba", "estan", "evening",
    "every", "everybody", "everyone", "everything", "evs", "excel",
    "experience", "extended", "extension", "extra", "facilities", "fall",
    "falls", "falta", "faltan", "familia", "familias", "families", "family",
    "farmacia", "fast", "favor", "fax", "febrero", "february", "fentanyl",
    "few", "find", "finds", "fire", "first", "fix", "fixed", "float",
    "floated", "floor", "flow", "flu", "foley", "folks", "food", "for", "form",
    "forms", "found", "freezer", "fri", "friday", "fridge", "friend",
    "friends", "from", "fue", "full", "ganey", "garage", "gave", "ge", "get",
    "gets", "give", "gives", "glove", "gloves", "glucometer", "glucometers",
    "go", "goes", "gone", "good", "goodness", "google", "got", "gown", "gowns",
    "gracias", "gran", "gray", "great", "green", "group", "groups", "guantes",
    "guardia", "gurney", "ha", "habitacion", "hace", "had", "haiku", "haldol",
    "hall", "hallway", "han", "hand", "handoff", "handover", "happy", "hard",
    "has", "hasn't", "hasta", "have", "haven't", "having", "hay", "he", "he's",
    "headset", "headsets", "health", "healthcare", "hello", "help", "helpdesk",
    "helped", "helps", "heparin", "her", "here", "hi", "hill", "hillrom",
    "him", "his", "hizo", "holiday", "holidays", "hospital", "hospitalist",
    "hospitalists", "hot", "housekeeping", "how", "hoy", "hoyer", "hr", "hubo",
    "huddle", "huddles", "hygiene", "i", "i'd", "i'll", "i'm", "i've", "ice",
    "icu", "if", "imaging", "impresora", "imprivata", "in", "incentive",
    "infection", "insulin", "intensive", "intercom", "intern", "internet",
    "interno", "internos", "interns", "interprete", "interpreter",
    "interpreters", "into", "ipad", "iphone", "is", "isn't", "it", "it's",
    "its", "iv", "ivs", "january", "jcaho", "jefa", "jefe", "jefes", "joint",
    "jueves", "julio", "july", "june", "junio", "just", "keep", "keeps",
    "kept", "keurig", "key", "keyboard", "keys", "kitchen", "know", "knows",
    "kronos", "kudos", "la", "lab", "label", "labels", "laboratorio", "labs",
    "las", "lasix", "last", "late", "laundry", "le", "lead", "leader",
    "leadership", "leads", "least", "leave", "leaves", "left", "les", "less",
    "let", "let's", "lets", "level", "lift", "lifts", "light", "lights",
    "limpieza", "line", "linen", "lines", "list", "lists", "llamar", "lo",
    "lobby", "login", "logins", "long", "look", "looks", "los", "lot", "loud",
    "lounge", "love", "lovenox", "lower", "lpn", "lunch", "lunes", "made",
    "magnet", "mailroom", "main", "maintenance", "make", "makes", "management",
    "manager", "managers", "manana", "mantenimiento", "many", "march", "mark",
    "martes", "marzo", "mas", "mascarillas", "mask", "masks", "materials",
    "may", "mayo", "md", "mds", "me", "med", "medic", "medicaid", "medical",
    "medicare", "medication", "medications", "medico", "medicos", "meditech",
    "medline", "meds", "medsurg", "meeting", "meetings", "mejor", "menos",
    "mentor", "mentors", "mi", "microsoft", "microwave", "miercoles", "might",
    "mindray", "mis", "mon", "monday", "monitor", "monitores", "monitors",
    "more", "morning", "morphine", "most", "mouse", "move", "moves", "mri",
    "mrsa", "much", "muchas", "muchos", "must", "muy", "my", "nada", "nadie",
    "narcan", "necesita", "necesitamos", "need", "needed", "needle", "needles",
    "needs", "neither", "network", "neuro", "never", "nevera", "new", "next",
    "ni", "nicu", "night", "nights", "no", "nobody", "noche", "noches", "none",
    "north", "nos", "not", "note", "notes", "nothing", "november", "noviembre",
    "np", "nuestra", "nuestro", "nueva", "nuevas", "nuevo", "nuevos", "number",
    "numbers", "nunca", "nurse", "nurses", "nursing", "nutrition", "o", "ob",
    "observer", "october", "octubre", "of", "office", "ojo", "old", "omnicell",
    "on", "oncall", "oncology", "one", "only", "open", "operator", "or",
    "orange", "order", "ordered", "ordering", "orders", "orientee", "ortho",
    "ot", "other", "otra", "otras", "otro", "otros", "our", "outlet",
    "outlets", "outlook", "over", "overtime", "oxygen", "pa", "paciente",
    "pacientes", "pacu", "page", "pages", "pain", "para", "paramedic",
    "paramedics", "parking", "pasillo", "password", "passwords", "patient",
    "patients", "pay", "paycheck", "payroll", "pediatrics", "pedir", "peds",
    "people", "pepper", "per", "pero", "person", "personal", "pharmacist",
    "pharmacy", "philips", "phlebotomy", "phone", "phones", "physician",
    "physicians", "picu", "pillow", "pillows", "pink", "piso", "planta",
    "please", "plug", "plugs", "pocas", "pocos", "police", "policies",
    "policy", "pool", "pools", "por", "portal", "ppe", "practice",
    "practitioner", "practitioners", "preceptor", "preceptors", "preguntar",
    "press", "print", "printed", "printer", "printers", "prints", "process",
    "processing", "program", "programs", "provider", "providers", "psych",
    "pt", "pto", "puede", "pueden", "puerta", "puertas", "pulse", "pump",
    "pumps", "purchasing", "purewick", "purple", "put", "puts", "pyxis",
    "quality", "que", "quien", "quiet", "quirofano", "rack", "racks",
    "radiology", "ran", "rapid", "ratio", "ratios", "ready", "red",
    "refrigerator", "registration", "relations", "release", "relief", "remove",
    "rep", "replace", "replaced", "replacement", "report", "reports", "reps",
    "residencia", "residency", "resident", "residentes", "residents",
    "respiratory", "response", "restock", "restocked", "result", "results",
    "risk", "rn", "rns", "rom", "room", "rooms", "rounding", "rounds", "rover",
    "rsv", "rt", "rule", "rules", "run", "runs", "sabado", "sabanas", "safe",
    "safety", "said", "said's", "sala", "salas", "saline", "same", "sat",
    "satisfaction", "saturday", "saw", "say", "says", "scale", "scales",
    "scan", "scanner", "scanners", "scans", "schedule", "schedules",
    "scheduling", "score", "scores", "se", "secretary", "security", "see",
    "sees", "seguridad", "semana", "send", "sends", "sent", "sepsis",
    "september", "septiembre", "server", "shall", "sharps", "she", "she's",
    "sheet", "sheets", "shelf", "shelves", "shift", "shifts", "short",
    "shortage", "shortages", "should", "shouldn't", "shout", "shoutout",
    "show", "shower", "shows", "si", "side", "sides", "siempre", "sign",
    "signed", "signs", "silver", "sin", "since", "sink", "sinks", "sistema",
    "sitter", "sitters", "skin", "sling", "slings", "slow", "slp", "small",
    "so", "soap", "sobre", "social", "software", "solo", "some", "somebody",
    "someone", "something", "son", "sorry", "south", "speaker", "speakers",
    "staff", "staffing", "starbucks", "start", "started", "starts", "state",
    "station", "stay", "stayed", "stepdown", "sterile", "still", "stock",
    "stocked", "stop", "stopped", "stops", "storeroom", "street", "stretcher",
    "stretchers", "stroke", "stryker", "student", "students", "su", "suction",
    "suite", "sunday", "supervisor", "supervisora", "supervisores", "supplies",
    "supply", "support", "surg", "surgeon", "surgeons", "surgery", "surgical",
    "survey", "surveys", "sus", "swap", "switchboard", "syringe", "syringes",
    "system", "systems", "table", "tables", "tablets", "take", "takes",
    "tambien", "tarde", "te", "team", "teams", "tech", "technologist", "techs",
    "tele", "telecom", "telefono", "telemetry", "tell", "text", "than",
    "thank", "thanks", "thanksgiving", "that", "that's", "the", "their",
    "them", "then", "therapist", "therapists", "therapy", "there", "there's",
    "thermometer", "these", "they", "they're", "this", "those", "three",
    "through", "thu", "thursday", "tiene", "tienen", "tigertext", "time",
    "times", "to", "toallas", "todas", "todavia", "today", "todos", "toilet",
    "told", "tomorrow", "tonight", "too", "took", "towel", "towels", "tower",
    "trabajador", "trabajadora", "traductor", "traductora", "transfer",
    "transferred", "transfers", "translator", "transport", "transporters",
    "trash", "traslado", "trauma", "traveler", "travelers", "tu", "tubing",
    "tue", "tuesday", "turn", "turned", "turno", "turnos", "turnover", "tus",
    "two", "tylenol", "un", "una", "unas", "under", "union", "unit", "unos",
    "until", "upper", "urgencias", "us", "use", "used", "username", "uses",
    "vacation", "vanco", "vendor", "very", "viernes", "visitor", "visitors",
    "vital", "vitals", "voalte", "vocera", "voicemail", "voluntarios",
    "volunteer", "volunteers", "walk", "walked", "walker", "walkers", "want",
    "wants", "warehouse", "warm", "was", "wasn't", "water", "we", "we'll",
    "we're", "we've", "wed", "wednesday", "week", "weekend", "weekends",
    "weeks", "welcome", "wellness", "went", "were", "west", "wet", "what",
    "wheelchair", "wheelchairs", "when", "where", "which", "while", "who",
    "whoever", "whomever", "why", "wifi", "will", "wing", "wipes", "with",
    "without", "won't", "work", "workday", "worked", "worker", "workers",
    "works", "would", "wouldn't", "wound", "writes", "wrote", "xray", "y",
    "ya", "yellow", "yes", "yesterday", "you", "you're", "your", "zebra",
    "zero", "zofran", "zoom"};

/* clang-format on */

const struct word_list word_lists[WORD_LISTS] = {
    {record_words, WORD_COUNT(record_words), WORD_RECORD},
    {file_words, WORD_COUNT(file_words), WORD_FILE},
    {birth_words, WORD_COUNT(birth_words), WORD_BIRTH},
    {phone_words, WORD_COUNT(phone_words), WORD_PHONE},
    {call_words, WORD_COUNT(call_words), WORD_CALL},
    {place_words, WORD_COUNT(place_words), WORD_PLACE},
    {short_words, WORD_COUNT(short_words), WORD_SHORT},
    {house_words, WORD_COUNT(house_words), WORD_HOUSE},
    {link_words, WORD_COUNT(link_words), WORD_LINK},
    {unit_words, WORD_COUNT(unit_words), WORD_UNIT},
    {thing_words, WORD_COUNT(thing_words), WORD_THING},
    {dated_words, WORD_COUNT(dated_words), WORD_DATED},
    {month_words, WORD_COUNT(month_words), WORD_MONTH},
    {person_words, WORD_COUNT(person_words), WORD_PERSON},
    {title_words, WORD_COUNT(title_words), WORD_TITLE},
    {doubtful_words, WORD_COUNT(doubtful_words), WORD_DOUBTFUL},
    {role_words, WORD_COUNT(role_words), WORD_ROLE},
    {credential_words, WORD_COUNT(credential_words), WORD_CREDENTIAL},
    {tell_words, WORD_COUNT(tell_words), WORD_TELL},
    {with_words, WORD_COUNT(with_words), WORD_WITH},
    {said_words, WORD_COUNT(said_words), WORD_SAID},
    {article_words, WORD_COUNT(article_words), WORD_ARTICLE},
    {saint_words, WORD_COUNT(saint_words), WORD_SAINT},
    {particle_words, WORD_COUNT(particle_words), WORD_PARTICLE},
    {thingish_words, WORD_COUNT(thingish_words), WORD_THINGISH},
    {number_words, WORD_COUNT(number_words), WORD_NUMBER},
    {plain_words, WORD_COUNT(plain_words), WORD_PLAIN},
};

static int
compare(const void *word, const void *entry)
{
	return strcmp(word, entry);
}

static uint32_t
classes_in(const struct word_list *lists, int count, const char *word)
{
	uint32_t classes = 0;

	for (int i = 0; i < count; i++)
		if (bsearch(word, lists[i].words, (size_t)lists[i].count,
		        WORD_SIZE, compare))
			classes |= lists[i].classes;
	return classes;
}

uint32_t
word_classes(const char *word)
{
	if (strlen(word) >= WORD_SIZE)
		return 0;
	return classes_in(word_lists, WORD_LISTS, word) |
	       classes_in(name_lists, NAME_LISTS, word);
}
