package dev.brownout.language.section;

import static dev.brownout.language.ScenarioTexts.GOOD;
import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.cost.Price;
import dev.brownout.cost.PriceList;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioTexts;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Overrides.PriceFile;
import dev.brownout.language.parse.PriceTexts;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsing, merging and rejection of price lists. */
class PriceListParserTest {
    private static PriceList prices(String text, Overrides overrides) {
        try {
            Loader loader = new Loader(name -> Optional.empty());
            return loader.load("test", text, overrides)
                    .variants()
                    .get(0)
                    .scenario()
                    .prices();
        } catch (InvalidScenarioException problems) {
            throw new AssertionError(problems.render(), problems);
        }
    }

    private static String price(PriceList list, String kind, String item) {
        Price price = list.of(kind).get(item);
        return price == null ? "none" : "$" + price.dollars().toPlainString() + "/" + price.per();
    }

    private static String complaint(String list) {
        InvalidScenarioException problems =
                catchThrowableOfType(InvalidScenarioException.class, () -> PriceListParser.check("mine.yaml", list));
        assertThat(problems).as("problems").isNotNull();
        return problems.all().get(0).headline();
    }

    @ParameterizedTest
    @CsvSource({
        "$0.045/h, 3600000000000, 0.045",
        "$0.75/min, 60000000000, 0.75",
        "$73/month, 3600000000000, 0.1",
        "$0.40/M, 1000000, 0.4",
        "$0.5/k, 1000, 0.5",
        "$0.005, 1, 0.005",
        "$0.085/GB, 1000000000, 0.085",
        "$1/GiB, 1073741824, 1",
    })
    void readsPricesPerTimeCountAndSize(String text, String quantity, String dollars) {
        assertThat(PriceTexts.read(text).of(new BigInteger(quantity))).isEqualByComparingTo(dollars);
    }

    @Test
    void readsMonthlyPriceTiers() {
        Price price = PriceTexts.read("$0.085/GB until 10TB then $0.080/GB until 50TB then $0.060/GB");
        assertThat(price.tiers())
                .extracting(tier -> tier.beyond().toPlainString() + " " + tier.dollars())
                .containsExactly("10000000000000 0.080", "50000000000000 0.060");
        assertThat(PriceTexts.read("$0.40/M until 1000M then $0.20/M").tiers()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "$0.085/GB then $0.080/GB; expected something like $0.085/GB until 10TB then $0.080/GB",
                "$0.085/GB until 10TB then $0.080/GB until 50TB; expected something like",
                "$0.085/GB until 10TB then $0.080/TB; all of its prices are per GB",
                "$0.085/GB until 10TB then $0.080/GB until 5TB then $0.060/GB; holds until more than the one before",
                "$0.085/GB until 10h then $0.080/GB; not a size",
                "$0.045/h until 10h then $0.040/h; only what is counted",
                "$0.40/M until 0 then $0.20/M; is too small",
            })
    void rejectsInvalidTiers(String text, String complaint) {
        assertThat(catchThrowableOfType(ValueException.class, () -> PriceTexts.read(text)))
                .hasMessageContaining(complaint);
    }

    @Test
    void memoryIsPricedBySizeAndTime() {
        Price price = PriceTexts.read("$0.02/GB/h");
        BigInteger fourGigabytesForTwoHours = new BigInteger("4000000000").multiply(new BigInteger("7200000000000"));
        assertThat(price.of(fourGigabytesForTwoHours)).isEqualByComparingTo("0.16");
        assertThat(price.units(fourGigabytesForTwoHours)).isEqualTo(8);
    }

    @Test
    void shippedListMatchesTheShippedKinds() {
        assertThatCode(() -> PriceListParser.check("prices.yaml", PriceListParser.shippedText()))
                .doesNotThrowAnyException();
        PriceList shipped = prices(GOOD, Overrides.NONE);
        assertThat(shipped.title()).isNotEmpty();
        assertThat(shipped.date()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(price(shipped, "server", "cores")).isEqualTo("$0.048/h");
    }

    @Test
    void scenarioPricesOverrideTheList() {
        String text = GOOD + "price_list: { title: Ours, server: { cores: $0.01/h, offered: $2/M }, database: null }\n";
        PriceList list = prices(text, Overrides.NONE);
        assertThat(list.title()).isEqualTo("Ours");
        assertThat(price(list, "server", "cores")).isEqualTo("$0.01/h");
        assertThat(price(list, "server", "offered")).isEqualTo("$2/M");
        assertThat(price(list, "database", "cores")).isEqualTo("none");
        assertThat(price(list, "cache", "memory")).isEqualTo("$0.0165/GB/h");
    }

    @Test
    void sizesReplaceThePriceOfCores() {
        String text = GOOD + "price_list: { server: { sizes: { 4: $0.192/h, 64: $3.07/h } } }\n";
        PriceList list = prices(text, Overrides.NONE);
        assertThat(list.sizes("server")).containsOnlyKeys(4, 64);
        assertThat(list.sizes("server").get(64).dollars()).isEqualByComparingTo("3.07");
        assertThat(list.sizes("database")).isEmpty();
        assertThat(price(list, "server", "cores"))
                .as("no price of cores beside prices of sizes")
                .isEqualTo("none");
        assertThat(prices(GOOD + "price_list: { server: { sizes: null } }\n", Overrides.NONE)
                        .sizes("server"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "sizes: { 4: $0.1/GB }; the price of a node is per time, such as $0.192/h",
                "sizes: { 4: cheap }; the price of a node is per time",
                "sizes: { large: $1/h }; 'large' is not a number of cores from 1 to 1000000; sizes are { 4: $0.192/h",
                "sizes: { 0: $1/h }; '0' is not a number of cores",
                "sizes: { 1.5: $1/h }; '1.5' is not a number of cores",
                "sizes: $1/h; the sizes of a server are prices by number of cores, such as { 4: $0.192/h",
            })
    void rejectsInvalidSizes(String sizes, String complaint) {
        assertThat(complaint("version: 1\nserver: { " + sizes + " }\n")).contains(complaint);
        assertThat(complaint("version: 1\ncache: { sizes: { 4: $1/h } }\n")).contains("unknown price 'sizes' of cache");
    }

    @Test
    void uplinkCanOverrideThePriceOfBytesToUsers() {
        assertThat(bytes("")).containsExactly("$0.09/GB", "$0.09/GB");
        assertThat(bytes("price_list: { users: { bytes: $0.05/GB } }")).containsExactly("$0.05/GB", "$0.05/GB");
        assertThat(bytes("price_list: { uplink: { bytes: $0.02/GB } }")).containsExactly("$0.09/GB", "$0.02/GB");
        assertThat(bytes("price_list: { uplink: { nodes: $1/h } }")).containsExactly("$0.09/GB", "$0.09/GB");
        assertThat(bytes("price_list: { uplink: { bytes: null } }")).containsExactly("$0.09/GB", "none");
        assertThat(bytes("price_list: { uplink: null }")).containsExactly("$0.09/GB", "none");
        assertThat(bytes("price_list: { users: null }")).containsExactly("none", "none");
    }

    private static List<String> bytes(String section) {
        String text = replaceParts(GOOD, "components:\n", "components:\n  line: { kind: uplink, bandwidth: 1Gbps }\n");
        PriceList list = prices(text + section + "\n", Overrides.NONE);
        return List.of(price(list, PriceList.USERS, "bytes"), price(list, "uplink", "bytes"));
    }

    @Test
    void noneIsAnEmptyPriceList() {
        assertThat(prices(GOOD + "price_list: none\n", Overrides.NONE)).isEqualTo(PriceList.NONE);
    }

    @Test
    void commandLineListReplacesTheShippedList() {
        Optional<PriceFile> own = Optional.of(new PriceFile("mine.yaml", "server: { nodes: $3/h }"));
        Overrides overrides = new Overrides(List.of(), List.of("price_list.cache.nodes=$1/h"), List.of(), own);
        PriceList list = prices(GOOD, overrides);
        assertThat(price(list, "server", "nodes")).isEqualTo("$3/h");
        assertThat(price(list, "server", "cores")).isEqualTo("none");
        assertThat(price(list, "cache", "nodes")).isEqualTo("$1/h");
    }

    @Test
    void settingsHaveTheOriginOfPrices() {
        var variant = ScenarioTexts.set(GOOD, "price_list.server.nodes=$1/h");
        assertThat(ScenarioTexts.origin(variant, "price_list.server.nodes")).isEqualTo("$1/h set");
        assertThat(ScenarioTexts.origin(variant, "price_list.dns.queries")).isEqualTo("none");
    }

    @Test
    void rejectsInvalidListsWithTheirPosition() {
        assertThat(complaint("sever: { cores: $1/h }"))
                .isEqualTo("mine.yaml:1:1: unknown kind 'sever' in the price list; did you mean 'server'?");
        assertThat(complaint("server:\n  corse: $1/h"))
                .isEqualTo("mine.yaml:2:3: unknown price 'corse' of server; did you mean 'cores'?");
        assertThat(complaint("server: { cores: 0.05/h }"))
                .isEqualTo("mine.yaml:1:18: '0.05/h' is no price; did you mean '$0.05/h'?");
        assertThat(complaint("server: { cores: $1/M }"))
                .isEqualTo("mine.yaml:1:18: '$1/M': the price of cores is one such as $0.045/h");
        assertThat(complaint("cache: { memory: $1/h }"))
                .isEqualTo("mine.yaml:1:18: '$1/h': the price of memory is one such as $0.0165/GB/h");
        assertThat(complaint("server: { offered: $1/mio }")).contains("unknown unit 'mio' in '$1/mio'");
        assertThat(complaint("server: $1/h")).contains("the prices of a server are a map");
        assertThat(complaint("- server")).contains("a price list is a map of kinds");
    }
}
