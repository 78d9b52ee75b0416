"""The words around figures of people: who is counted, what is not, and what a clause is made of."""

from monitor.text.words import word_set

ONE = word_set(
    "adult minor companion colleague comrade friend person civilian resident soldier militant rebel fighter policeman "
    "policewoman officer child boy girl baby infant toddler teenager youth man woman student teacher journalist "
    "reporter photographer cameraman correspondent worker farmer peasant villager driver passenger passer passerby "
    "bystander pedestrian guard sergeant corporal lieutenant captain major colonel general commander leader gunman "
    "attacker bomber insurgent guerrilla terrorist suspect prisoner detainee hostage mayor governor senator deputy "
    "congressman councillor councilman judge magistrate lawyer attorney prosecutor priest nun bishop archbishop imam "
    "cleric monk missionary nurse doctor medic paramedic patient firefighter rescuer volunteer diplomat ambassador "
    "consul official employee staffer member activist protester demonstrator peacekeeper refugee migrant victim "
    "brother sister father mother son daughter wife husband uncle aunt cousin nephew niece grandmother grandfather "
    "grandson granddaughter parent neighbour neighbor shopkeeper trader vendor merchant businessman engineer "
    "technician pilot crewman crewmember sailor marine trooper recruit conscript deserter tourist foreigner citizen "
    "settler herder herdsman shepherd fisherman miner trucker bodyguard aide adviser minister candidate politician "
    "unionist rancher landowner professor rector schoolboy schoolgirl orphan widow elder sheikh chief headman "
    "monarch warlord jihadist extremist assailant elderly guy lady gentleman watchman caretaker cook maid housewife "
    "policewomen attendant mechanic clerk waiter waitress cashier electrician carpenter barber tailor butcher baker "
    "gardener porter courier cyclist motorist motorcyclist hawker individual juvenile inhabitant survivor evacuee "
    "returnee pilgrim worshipper worshiper mourner loyalist separatist kid youngster newborn pensioner constable jawan "
    "inspector laborer labourer reservist islamist vigilante hunter cadet trainee headmaster surgeon pharmacist "
    "owner pupil gendarme detective superintendent commissioner brigadier admiral sapper gunner warden ranger "
    "commando operative infiltrator collaborator defector mutineer looter rioter marcher robber thief smuggler "
    "trafficker lecturer scholar researcher scientist blogger editor singer musician poet goatherd "
    "cowherd woodcutter logger healer grocer plumber builder bricklayer foreman stallholder shopper commuter "
    "parishioner chaplain deacon rabbi muezzin preacher seminarian spouse girlfriend boyfriend twin "
    "sibling stepson stepdaughter inmate convict warder jailer landlord tenant beggar "
    "serviceman agent spy informant sniper paratrooper airman midwife interpreter translator contractor american "
    "briton frenchman israeli palestinian syrian iraqi afghan somali ukrainian russian turk kurd lebanese jordanian "
    "egyptian german pakistani indian kenyan colombian salvadoran peruvian chilean "
    "manager organiser organizer director president secretary treasurer chairman chairwoman "
    "steward janitor cleaner mason welder weaver blacksmith goldsmith jeweller jeweler innkeeper hotelier chauffeur "
    "ferryman boatman miller sexton vicar curate pastor friar abbot novice lama mullah ayatollah emir chieftain "
    "tribesman clansman kinsman novelist playwright columnist commentator announcer presenter newsman accountant "
    "auditor economist geologist surveyor architect banker tycoon industrialist postman forester gamekeeper beekeeper "
    "dentist anaesthetist orderly seafarer deckhand docker stevedore sheepherder drover rustler poacher gangster "
    "mobster hitman henchman ringleader prostitute hitchhiker backpacker hiker camper angler jogger actor actress "
    "comedian dancer painter sculptor composer trainer instructor principal dean "
    "adjutant quartermaster bombardier corpsman legionnaire legionary infantryman rifleman marksman sentry "
    "fusilier draftee dissident emissary envoy negotiator mediator steelworker "
    "metalworker roadworker oilman fishmonger fishwife sharecropper smallholder grower "
    "cowboy farmhand cattleman stockman personnel housekeeper hopeful contender nominee frontrunner incumbent aspirant "
    "sandinista contra senderista campesino peon comandante lawman stenographer typist receptionist switchman "
    "prefect subprefect notary seller vendor peddler pedlar guest nanny governess valet butler "
    "catechist sacristan altarboy nuncio doorman porter concierge"
)
"""One person, by trade, kin or fate; with an `s` (MANY) several."""
DEMONYMS = word_set(
    "american briton israeli palestinian syrian iraqi afghan somali ukrainian russian turk kurd lebanese jordanian "
    "egyptian german pakistani indian kenyan colombian chilean peruvian salvadoran"
)
"""One person, or an adjective: "a Syrian", "12 Syrian buses"."""
_IRREGULAR = word_set(
    "people ppl persons men women children policemen policewomen gunmen firemen fishermen herdsmen tribesmen clansmen "
    "congressmen servicemen crewmen cameramen businessmen spokesmen passersby bystanders troops "
    "personnel staff crew cadres police militia militiamen forces kids youngsters newborns babies wives juveniles "
    "minors youths relatives others inhabitants dwellers souls pilgrims worshippers worshipers mourners evacuees idps "
    "refugees returnees exiles asylum escapees survivors casualties fatalities victims combatants "
    "noncombatants jihadis mujahideen mercenaries loyalists separatists paramilitaries commandos "
    "rangers guerillas guerrillas partisans cops guards aides nationals nomads pastoralists "
    "tribespeople townspeople townsfolk villagers countrymen compatriots lives individuals adults pensioners elderly "
    "believers christians muslims jews druze alawites sunnis shiites shias shi'ites yazidis hindus rohingya rohingyas "
    "bedouin bedouins tuareg tuaregs pashtuns hazaras uzbeks turkmen turkmens assyrians copts maronites moros karens "
    "karenni kachins chakmas biharis meiteis nagas santhals tibetans sikhs ahmadis ossetians ossetes abkhaz ingush "
    "circassians tatars roma hema lendu banyamulenge mbororo peuls dogon dogons zaghawa murle shilluk anuak oromos "
    "gumuz berta sidama turkana pokot samburu orma pokomo kikuyu kikuyus luo luos kalenjin maasai timorese papuans "
    "acehnese dayaks kanaks adivasis dalits anglophones eritreans "
    "uighurs amhara amharas oromo oromos tigrayans dinka nuer fur masalit hutu hutus tutsi tutsis twa luba fulani "
    "hausa kurds turks arabs africans europeans westerners houthis talibs taliban syrians iraqis afghans afghanis "
    "somalis sudanese southsudanese ukrainians russians palestinians israelis lebanese jordanians egyptians libyans "
    "tunisians yemenis yemenites saudis iranians pakistanis indians kashmiris bangladeshis burmese myanmar chinese "
    "filipinos indonesians malians nigerians nigeriens chadians cameroonians congolese rwandans burundians ugandans "
    "kenyans ethiopians eritreans mozambicans haitians colombians venezuelans salvadorans guatemalans hondurans "
    "nicaraguans peruvians mexicans americans britons british french frenchmen germans italians spaniards dutch "
    "belgians poles georgians armenians azeris azerbaijanis chechens bosnians bosniaks serbs croats kosovars "
    "albanians tajiks uzbeks vietnamese thais sri lankans tamils sinhalese nepalis burkinabe ivorians senegalese "
    "centrafricans islanders southerners northerners easterners locals foreigners militants fighters extremists "
    "islamists terrorists insurgents rebels soldiers conscripts recruits draftees reservists officers servicewomen "
    "aid helpers rescuers medics doctors nurses staffers laborers labourers miners"
)
"""Several people, whose word is not one of ONE with an `s`."""
MANY = frozenset(
    _IRREGULAR | {word + "s" for word in ONE if not word.endswith(("s", "man", "men", "child", "elderly"))}
)
HOUSEHOLDS = word_set("hh hhs families family households household homesteads familis")
THINGS = word_set(
    "foxes fox badgers seals hounds birds bees ducks rabbits rats deer poultry turkeys turtles sharks bulls towns "
    "town villages village cities city settlements settlement hamlets hamlet districts district areas area "
    "neighborhoods neighbourhoods suburbs provinces regions countries states communities localities sites points "
    "positions posts checkpoints bases camps shelters centres centers houses house homes home buildings building "
    "apartments flats rooms shops stores schools hospitals clinics mosques churches bridges roads streets farms "
    "offices factories stations towers windows walls tents huts vehicles vehicle cars car buses bus trucks truck "
    "lorries lorry tanks tank planes plane aircraft helicopters helicopter jets drones drone ships boats vessels "
    "trains taxis motorcycles motorbikes bikes pickups convoys convoy rockets rocket missiles missile bombs bomb "
    "shells mortars mortar grenades grenade bullets rounds shots mines ied ieds devices explosives charges rifles "
    "guns pistols weapons arms strikes strike raids raid sorties airstrikes attacks attack blasts blast explosions "
    "explosion bombings bombing clashes clash battles incidents incident ambushes operations operation offensives "
    "missions violations breaches cases counts votes seats resolutions articles sections laws deals agreements talks "
    "meetings reports report calls letters books films goals matches games sets runs wickets laps races medals titles "
    "wins losses caps tests times time occasions ways things parts sides fronts groups group factions parties "
    "organisations organizations agencies companies firms banks stocks shares jobs cattle cows sheep goats camels "
    "animals horses dogs mules livestock head chickens pigs wolves elephants whales trees crops tonnes tons copies "
    "items aftershocks storms quakes earthquakes floods wildfires fires outbreaks floors storeys stories lanes phases "
    "stages brigades battalions units divisions battalion brigade unit wounds bags boxes channels "
    "networks websites pages words pieces projects programmes programs sectors pipelines wells bullet mosque church "
    "school hospital checkpoint gunshots hotels markets prisons jails border borders crossings corridors routes "
    "fields lawsuits sentences elections facilities governorates municipalities counties locations barangays "
    "puroks sitios tehsils talukas mandals panchayats upazilas wards woredas kebeles payams bomas communes cantons "
    "parishes prefectures departments subdistricts subdivisions lgas "
    "warheads launchers beds hideouts hideout lairs dens depots warehouses tunnels trenches bunkers gatherings "
    "kits plots parcels blankets rations packages meals litres loans doses vouchers latrines mattresses applications "
    "fortifications ambulances howitzers aeroplanes airplanes flights "
    "cats leopards cougars pumas cheetahs monkeys apes gorillas chimpanzees zebras giraffes rhinos rhinoceroses hippos "
    "buffaloes bison moose otters beavers raccoons squirrels mice owls vultures penguins pelicans geese swans salmon "
    "trout lobsters crabs wasps ants mosquitoes locusts snakes lizards crocodiles alligators frogs dolphins porpoises "
    "kangaroos koalas llamas alpacas ponies donkeys oxen calves lambs piglets hens ducklings puppies kittens reptiles "
    "apps app brands brand platforms subscriptions exporters importers manufacturers carmakers lenders insurers "
    "mammals fish insects creatures monsters zombies aliens dragons vampires spiders raptors chicks pups cubs"
)
"""What is counted and is no people: beasts, places, vehicles, deeds."""
PERSON_TAILS = ("ers", "ists", "ians", "ees", "men", "ants", "women")
"""Plural endings that make an unknown word a person more often than a thing."""
TAIL_THINGS = word_set(
    "papers numbers orders letters powers matters quarters borders containers trailers "
    "helicopters computers towers shelters rivers waters centers offers trees degrees fees committees "
    "specimen warrants plants restaurants grants bombers carriers launchers trackers "
    "tankers bulldozers lists dinners chapters newspapers"
)

PREPS = word_set(
    "in at near from with by against for on into inside under behind to of toward towards than per within across "
    "along around outside off through via over onto among amongst like including beside between after before during "
    "amid amidst despite throughout without upon about following since until concerning regarding as aboard"
)
DAYS = word_set("yesterday today overnight")
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday yesterday")
AUX = word_set(
    "was were is are be been being has have had got get gets getting having will would could can may might must "
    "should shall did do does isn't wasn't weren't aren't hasn't haven't hadn't lay remain remained remains"
)
BE = word_set("was were is are be been being got get gets getting isn't wasn't weren't aren't")
SINGULAR_BE = word_set("was is wasn't isn't")
ADVERBS = word_set(
    "also already now still later since reportedly allegedly apparently immediately instantly together all both again "
    "recently just newly internally mostly mainly either subsequently forcibly believed reported said thought known "
    "feared estimated confirmed presumed to seriously badly heavily grievously moderately terribly slightly critically "
    "lightly severely gravely fatally accidentally brutally deliberately summarily once twice yesterday today tonight "
    "overnight then there thus so far "
    "ever never not n't mortally only preemptively temporarily permanently officially soon simply "
    "finally forced forcefully about having themselves herself himself each outright quickly hastily "
    "safely currently sadly unfortunately recorded documented registered counted listed verified managed tried began "
    "started able continue continued decided chose chosen ordered compelled obliged made expected likely poised"
)
DETERMINERS = word_set(
    "a an the this that these those his her their its our my your another one some every each whose no"
)
STOPS = (
    PREPS
    | AUX
    | word_set(
        "& how what why and or but nor who whom which that whose when while where because although though if unless "
        "whether , . ; : ( ) [ ] \" ' — – ! ? / said says say told reported according he she they it we i you his "
        "her their its our my him them us not so then there here also as than too alone each still already later "
        "today yesterday tonight overnight daily monday tuesday wednesday thursday friday saturday sunday last this "
        "these those no january february march april may june july august september october november december"
    )
)
"""No noun phrase goes on over these."""
CLAUSE_STARTS = word_set(
    "; : but while when after before because although though if unless whether until where whereas as said says"
)
SAYING = word_set("said says say told tell reported added confirmed announced claimed recalled")
SUBJECTS = word_set("they he she it we i you")
CONNECTORS = word_set("and , or plus &")
RELATIVES = word_set("who which that whom")
THEM = word_set("them whom")
SPANS = word_set("day week month year hour minute")
PARTS = word_set("including included include includes among amongst comprising whom namely comprised")
FORCES = word_set("police militia aid staff crew")
"""`a police officer`: also before the noun for one of them."""
NEGATIONS = word_set("no none neither without zero nobody")
ADJECTIVES = word_set(
    "armed unarmed unidentified suspected alleged masked besieged displaced injured wounded hooded uniformed "
    "experienced retired hired trained hundred disabled unaccompanied kidnapped abducted detained jailed "
    "imprisoned arrested trapped stranded captured linked affiliated allied "
    "related backed supported uprooted evacuated fleeing sleeping visiting working opposing serving living young "
    "nursing warring led unnamed married aged elderly "
    "exiled bearded captive missing invading occupying ruling praying mixed ragged scared frightened terrified "
    "exhausted registered documented confirmed reported advancing retreating attacking protesting "
    "demonstrating surviving remaining marauding neighboring neighbouring mainly returning escaping "
    "bombed burned burnt flooded shelled armoured armored"
)
"""Words in -ed and -ing that stand before the noun, not behind it."""
TRUNK = word_set("father mother parent parents grandmother grandfather dad widow widower")
"""`father of seven`: the number counts nobody in the story."""
