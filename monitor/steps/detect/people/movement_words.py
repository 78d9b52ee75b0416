"""The words around verbs of movement: ways, places to go to, and other errands that many people have."""

from monitor.text.words import word_set

AWAY = word_set("out away off elsewhere inland upstream downstream uphill abroad ashore outdoors outside")
COMPASS = word_set(
    "north south east west northward northwards southward southwards eastward eastwards westward westwards "
    "northwest northeast southwest southeast"
)
TOWARDS = word_set(
    "to into onto across over through towards toward from beyond past up down along via for around aboard"
)
THERE = word_set(
    "in at on near inside outside under beside along around behind with within onto into to among "
    "amongst amid beneath atop"
)
HAVENS = word_set(
    "border borders frontier river rivers crossing crossings camp camps shelter shelters school schools church "
    "churches mosque mosques monastery mission base compound compounds site sites settlement settlements village "
    "villages town towns city cities district districts province provinces county region regions area areas bush "
    "locations "
    "forest forests woods hills hill mountains mountain desert field fields swamp swamps marshes island islands islet "
    "coast shore shores valley valleys cave caves road roads roadside roadsides highway highways stadium gymnasium "
    "gymnasiums hall halls tent tents relatives kin exile safety country countries capital suburb suburbs outskirts "
    "plains plain territory side interior countryside port jetty harbour airport bridge trees tree orchards groves "
    "ground corridor corridors checkpoint checkpoints buses bus boats boat trucks truck lorries rafts canoes carts "
    "foot places quarter enclave pocket strip bank banks seaside beach beaches park parks square sky open reception "
    "transit registration centre centres center centers monasteries cathedral convent convents temple temples pagoda "
    "pagodas basement basements cellars bunker bunkers metro stations station homes houses neighbourhoods "
    "neighborhoods neighbourhood neighborhood host families friends neighbours neighbors ruins sanctuary refuge "
    "asylum plateau foothills highlands lowlands zone zones hamlet hamlets yard yards courtyards courtyard unfinished "
    "buildings garages warehouse factory farm farms lagoon lake lakes sea strait creek canal delta gorge ravine dunes "
    "post posts gate gates line lines "
    "wire perimeter fence wall garrison orchard vineyards olive plantations scrub jungle "
    "savannah dugout dugouts canoe dinghies dinghy ferry ferries ship ships vessel vessels train trains wagons "
    "tractors tractor minibuses it here there airfield airfields airstrip runway pavement pavements campus playground "
    "playgrounds racecourse showground cemetery crypt barn barns sheds huts caravans pass"
)
"""Where people on the run go: `hurried to the church`, `into the hills`."""
NO_HAVENS = word_set(
    "hospital hospitals clinic clinics court prison prisons jail jails custody police morgue work polls office power "
    "stage pitch market markets rubble ruins debris wreckage grave graves funeral parliament talks hostage trial "
    "justice theatre cinema gallows streets ipc phase account need danger trouble hunger poverty debt question "
    "finish race marathon arms"
)
FLEEING = word_set(
    "fleeing running scurrying packing scrambling streaming pouring rushing racing trekking trudging walking heading "
    "hurrying escaping leaving crossing evacuating marching homeless fugitive adrift displaced"
)
TO_FLEE = word_set(
    "flee leave run move evacuate relocate quit abandon escape seek take decamp trek pack go cross walk migrate "
    "depart scatter head vacate wade swim climb clamber sleep camp shelter file stream pour hurry rush trudge march "
    "row sail"
)
BACK = word_set("back return returned returning returns repatriated repatriation resettled")
OTHER_ERRANDS = word_set(
    "shipwreck shipwrecks capsized capsizes capsizing sank sinking sunk castaways "
    "centenary commemoration remembrance ceremony wreath wreaths marathon race runners athletes carnival protest "
    "protests protested protesters demonstrate demonstration demonstrations demonstrators rally rallies funeral "
    "funerals mourn mourners mourned celebrate celebrated celebration vote voted voting ballot ballots polling pray "
    "prayers pilgrimage pilgrims tourists holiday holidays festival concert match fans game work schooling exams "
    "march chanting chanted slogans vigil parade wedding trade trading shopping conference summit talks votes "
    "elections election anniversary commemorate rallied strikers recruits training parliament treatment surgery "
    "burial captive hostage kidnapped abducted tenants landlord landlords mall hoax drill feast maiden cruise hottest "
    "picnic regatta carols premiere coronation jubilee inauguration pilgrim sunbathers robots polls pay bargains "
    "fair fairground symposium auction tournament"
)
"""What people are on the way for when nothing drives them."""
HIDEOUTS = word_set(
    "bush forest forests woods hills mountains fields swamp swamps church churches mosque mosques school schools "
    "seminary monastery convent mission cathedral chapel temple camp camps compound base tents cave caves shelter "
    "shelters roadside open border frontier gates islet islets culvert culverts ravine orchards groves barracks "
    "hangar hangars stadium mud cold undergrowth trees ditch ditches sanctuary crypt grounds"
)
"""Where people wait for the danger to pass."""
