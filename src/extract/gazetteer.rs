//! Names everybody knows: countries, some cities, seas and regions. Only to tell a place from an organisation or a
//! person; what is not here is judged by its company.

use std::collections::HashSet;
use std::sync::LazyLock;

const COUNTRIES: &str = "Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|\
Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia and Herzegovina|Bosnia|\
Herzegovina|Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burma|Burundi|Byelorussia|Cambodia|Cameroon|Canada|\
Cape Verde|Central African Republic|Chad|Chile|China|Colombia|Comoros|Congo|Democratic Republic of the Congo|\
Costa Rica|Croatia|Cuba|Cyprus|Czechoslovakia|Czech Republic|Czechia|Denmark|Djibouti|Dominica|\
Dominican Republic|East Germany|East Timor|Ecuador|Egypt|El Salvador|England|Equatorial Guinea|Eritrea|Estonia|\
Eswatini|Ethiopia|Federal Republic of Germany|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|\
Great Britain|Greece|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Honduras|Hungary|Iceland|India|\
Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|\
Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Luxemburg|\
Macedonia|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|\
Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|\
Nigeria|North Korea|North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palau|Panama|Papua New Guinea|\
Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Russian Federation|Rwanda|Samoa|San Marino|\
Saudi Arabia|Scotland|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|\
Somalia|South Africa|South Korea|South Sudan|South Vietnam|Soviet Union|Spain|Sri Lanka|Sudan|Suriname|Sweden|\
Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Timor-Leste|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkey|\
Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|United States of America|\
Uruguay|USSR|Uzbekistan|Vanuatu|Vatican City|Venezuela|Vietnam|Viet Nam|Wales|West Germany|Yemen|Yugoslavia|\
Zambia|Zimbabwe|U.S.|U.K.|UK|USA";

const OTHERS: &str = "Africa|Asia|Europe|Antarctica|North America|South America|Latin America|Central America|\
Middle East|Near East|Far East|Balkans|Western Balkans|Baltic Sea|Black Sea|Red Sea|North Sea|South China Sea|\
Mediterranean|Mediterranean Sea|Adriatic|Adriatic Sea|Aegean|Aegean Sea|Caribbean|Persian Gulf|Gulf of Aden|\
Gulf of Guinea|Gulf of Tonkin|Horn of Africa|Indian Ocean|Pacific|Pacific Ocean|Atlantic|Atlantic Ocean|\
North Atlantic|Arctic|Arctic Ocean|English Channel|Strait of Hormuz|Suez Canal|Panama Canal|Sahel|Caucasus|\
South Caucasus|Central Asia|Crimea|Donbas|Darfur|Gaza|Gaza Strip|West Bank|Golan Heights|Sinai|Kashmir|\
Siberia|Scandinavia|Alaska|Hawaii|California|Texas|Virginia|Florida|Guam|Puerto Rico|Okinawa|Tibet|Hong Kong|\
Macau|Catalonia|Bavaria|Normandy|Sicily|Western Sahara|Chechnya|Abkhazia|South Ossetia|Transnistria|\
Abuja|Accra|Addis Ababa|Algiers|Amman|Amsterdam|Ankara|Athens|Baghdad|Baku|Bamako|Bangkok|Beijing|Beirut|\
Belgrade|Berlin|West Berlin|Bern|Berne|Bogota|Bonn|Bratislava|Brunssum|Brussels|Bucharest|Budapest|Buenos Aires|\
Cairo|Canberra|Caracas|Chicago|Copenhagen|Dakar|Damascus|Dayton|Delhi|New Delhi|Doha|Dublin|Dumbarton Oaks|\
Edinburgh|Entebbe|Freetown|Geneva|Hamburg|Hanoi|Harare|Havana|Helsinki|Herat|Istanbul|Izmir|Jakarta|Jerusalem|\
Juba|Kabul|Kandahar|Kampala|Khartoum|Kiev|Kyiv|Kinshasa|Kuala Lumpur|Lagos|Leningrad|Lima|Lisbon|Ljubljana|\
London|Los Angeles|Luanda|Luxembourg City|Madrid|Manila|Maputo|Marseille|Mexico City|Milan|Minsk|Mogadishu|\
Monrovia|Mons|Montreal|Moscow|Munich|Nairobi|Naples|New York|Nicosia|Northwood|Norfolk|Oslo|Ottawa|Paris|Potsdam|Prague|\
Pristina|Quebec|Reykjavik|Riga|Riyadh|Rome|Rotterdam|San Francisco|Sarajevo|Seoul|Skopje|Sofia|Srebrenica|\
St. Petersburg|Stockholm|Stavanger|Sydney|Tallinn|Tampere|Tashkent|Tbilisi|Tehran|Tel Aviv|The Hague|Hague|\
Tirana|Tokyo|Toronto|Tripoli|Tunis|Ulm|Valencia|Vienna|Vilnius|Warsaw|Washington|Washington, D.C.|Washington DC|Westminster|\
Wiesbaden|Yalta|Yaounde|Yerevan|Zagreb|Zurich|Hiroshima|Nagasaki|Pearl Harbor|Wales|Strasbourg|Lyon|Turin|Bergen|\
Bydgoszcz|Poggio Renatico|Torrejon|Uedem|Ramstein|Incirlik|Sigonella|Rota|Souda Bay|Oberammergau|Maastricht|Nice|Lisbon";

const PEOPLES: &str = "Afghan|African|Albanian|Allied|American|Arab|Asian|Atlantic|Australian|Austrian|Balkan|Baltic|Belgian|\
Bosnian|British|Bulgarian|Canadian|Caribbean|Chinese|Communist|Croat|Croatian|Cuban|Cypriot|Czech|Danish|Dutch|\
Egyptian|English|Estonian|Euro-Atlantic|European|Finnish|French|Georgian|German|Greek|Hungarian|Icelandic|\
Indian|Iranian|Iraqi|Irish|Islamic|Israeli|Italian|Japanese|Jewish|Jordanian|Korean|Kosovar|Kuwaiti|Latvian|\
Libyan|Lithuanian|Macedonian|Mediterranean|Mexican|Montenegrin|Muslim|Nazi|North Korean|Norwegian|Pakistani|\
Palestinian|Polish|Portuguese|Romanian|Russian|Saudi|Scottish|Serb|Serbian|Slovak|Slovenian|Somali|South Korean|\
Soviet|Spanish|Sudanese|Swedish|Swiss|Syrian|Taliban|Transatlantic|Turkish|Ukrainian|Vietnamese|Western|Yugoslav|\
Republican|Democratic|Democrat|Christian|Roman|Ottoman|Prussian|Catholic|Axis|Cold War|Eastern|Northern|Southern";

/// Parts of the world before a name of a place: `Western Europe`, `southern Serbia`.
const QUARTERS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "north-west",
    "north-east",
    "south-west",
    "south-east",
    "northwestern",
    "northeastern",
    "southwestern",
    "southeastern",
    "former",
];

static PLACES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| COUNTRIES.split('|').chain(OTHERS.split('|')).collect());
static ADJECTIVES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| PEOPLES.split('|').collect());

/// Whether a name is that of a place everybody knows, or of a part of one.
pub(super) fn is_place(name: &str) -> bool {
    let name = name.strip_prefix("the ").unwrap_or(name);
    if PLACES.contains(name) {
        return true;
    }
    name.split_once(' ')
        .is_some_and(|(first, rest)| QUARTERS.contains(&first.to_lowercase().as_str()) && is_place(rest))
}

/// Whether a place is too large to be asked for: a continent, or a part of one.
pub(super) fn is_vast(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    matches!(
        last,
        "Europe" | "Asia" | "Africa" | "America" | "Atlantic" | "Pacific" | "Hemisphere" | "West" | "East"
    )
}

/// Whether a word with a capital tells a people or a quarter, and names nothing by itself: `Soviet`.
pub(super) fn is_adjective(word: &str) -> bool {
    ADJECTIVES.contains(word)
}

/// Whether a small word may stand before a place as a part of its name.
pub(super) fn is_quarter(lower: &str) -> bool {
    QUARTERS.contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_their_parts_are_known() {
        for name in
            ["Kabul", "Bosnia and Herzegovina", "Western Europe", "southern Serbia", "former Yugoslavia"]
        {
            assert!(is_place(name), "{name}");
        }
        for name in ["NATO", "Security Council", "northern", "Soviet"] {
            assert!(!is_place(name), "{name}");
        }
        assert!(is_adjective("Soviet"));
    }
}
