package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.rounds.ChosenRows;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grouping of URL paths into routes. */
class RouteTreeTest {
    private final RouteTree tree = new RouteTree();

    private void add(String method, String path, int status) {
        tree.add(new AccessLogEntry(0, method, path, status, 10, 1));
    }

    private List<String> routes() {
        return tree.routes().stream()
                .map(route -> route.method() + " " + route.path() + " " + route.requests())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "2024",
                "order-20240131",
                "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                "deadbeef01",
                "a@b",
                "%C3%BC",
                "a:b",
                "AbCdEfGhIjKlMnOpQrStUvWx",
                "x.y.z.0123456789.0123456789.0123456789",
                "\u00fc"
            })
    void identifiersAreReplacedByAPlaceholder(String word) {
        add("GET", "/a/" + word + "/b", 200);
        assertThat(routes()).containsExactly("GET /a/:id/b 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "users", "sign-up", "index.html", "deadbeef", "e2e_tests", "wp-content"})
    void wordsAreKeptInRoutes(String word) {
        add("GET", "/" + word + ";jsessionid=1", 200);
        assertThat(routes()).containsExactly("GET /" + word + " 1");
    }

    @ParameterizedTest
    @CsvSource({"/,/", "//,/", "/a/,/a", "/a//b,/a/b"})
    void redundantSlashesAreRemoved(String path, String route) {
        add("GET", path, 200);
        assertThat(routes()).containsExactly("GET " + route + " 1");
    }

    @Test
    void segmentsWithManyValuesAreIdentifiers() {
        for (int i = 0; i < 3000; i++) {
            String name = "n" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26);
            add("GET", "/people/" + name + "/posts/" + i, 200);
            add("GET", "/people/" + name, 200);
            add("GET", "/people/search", 200);
        }
        assertThat(routes())
                .containsExactly(
                        "GET /people/:name 3000", "GET /people/:name/posts/:id 3000", "GET /people/search 3000");
        assertThat(tree.routes().get(0).keys().ranked()).hasSize(26 * 26);
        assertThat(tree.routes().get(1).keys().ranked()).hasSize(3000).containsOnly(1);
    }

    @Test
    void earlierRequestsCountTowardsKeysOfMergedRoutes() {
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < 100; i++) {
                add("GET", "/" + "abcdefghij".charAt(i % 10) + "abcdefghij".charAt(i / 10) + "/x/" + i % 7, 200);
            }
        }
        assertThat(routes()).containsExactly("GET /:name/x/:id 5000");
        assertThat(tree.routes().get(0).keys().ranked()).hasSize(100).containsOnly(50);
    }

    @Test
    void rareWordsAreMergedIntoThePlaceholder() {
        add("GET", "/alice", 200);
        for (int i = 0; i < 5000; i++) {
            add("GET", "/" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676), 200);
        }
        assertThat(routes()).containsExactly("GET /:name 5001");
    }

    /** Returns a name of letters for a number, so that no name looks like an identifier. */
    private static String word(int number) {
        return "w" + (char) ('a' + number % 26) + (char) ('a' + number / 26 % 26) + (char) ('a' + number / 676);
    }

    /** Returns ranks from 0 with a Zipf distribution. */
    private static IntSupplier zipf(double exponent, int keys) {
        SplittableRandom random = new SplittableRandom(keys);
        double[] sums = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += 1 / Math.pow(i + 1.0, exponent);
            sums[i] = sum;
        }
        return () -> {
            int index = Arrays.binarySearch(sums, random.nextDouble() * sums[keys - 1]);
            return index < 0 ? -index - 1 : index;
        };
    }

    @ParameterizedTest
    @ChosenRows({1, 3})
    @CsvSource({"1.0,2000,12000", "0.8,5000,20000", "1.5,50,6000", "1.2,300,8000", "2,60,20000"})
    void mostPopularNamesBelongToThePlaceholder(double exponent, int keys, int requests) {
        IntSupplier ranks = zipf(exponent, keys);
        for (int i = 0; i < requests; i++) {
            add("GET", "/wiki/" + word(ranks.getAsInt()), 200);
        }
        assertThat(routes()).containsExactly("GET /wiki/:name " + requests);
        ZipfFit fit = ZipfFit.of(tree.routes().get(0).keys().ranked());
        assertThat(fit.exponent()).isCloseTo(exponent, within(0.05));
        assertThat(fit.keys()).isBetween(keys * 3L / 4, keys * 4L / 3);
    }

    @Test
    void fixedWordsBesidePopularNamesStay() {
        IntSupplier ranks = zipf(1, 1000);
        for (int i = 0; i < 10_000; i++) {
            add("GET", "/shop/" + word(ranks.getAsInt()), 200);
            add("GET", "/shop/" + word(ranks.getAsInt()) + (i % 2 == 0 ? "/reviews" : ""), 200);
            add("GET", "/shop/search", 200);
            add("GET", "/shop/cart/items/" + i, 200);
            add("POST", "/shop/order", 200);
        }
        assertThat(routes())
                .containsExactly(
                        "GET /shop/:name 15000",
                        "GET /shop/cart/items/:id 10000",
                        "POST /shop/order 10000",
                        "GET /shop/search 10000",
                        "GET /shop/:name/reviews 5000");
    }

    @Test
    void twoPopularParametersInOnePath() {
        IntSupplier users = zipf(1.1, 200);
        IntSupplier projects = zipf(0.9, 400);
        for (int i = 0; i < 20_000; i++) {
            add("GET", "/" + word(users.getAsInt()) + "/" + word(1000 + projects.getAsInt()), 200);
        }
        assertThat(routes()).containsExactly("GET /:name/:name 20000");
    }

    /** Names of digits and letters look like identifiers or like words, depending on their digits. */
    @Test
    void namesAndIdentifiersOfOneParameterAreOneRoute() {
        IntSupplier ranks = zipf(0.9, 3000);
        for (int i = 0; i < 20_000; i++) {
            long key = ranks.getAsInt() * 2_654_435_761L % 78_364_164_096L;
            add("GET", "/p/" + Long.toString(key, 36) + "/stock", 200);
        }
        assertThat(routes()).hasSize(1);
        assertThat(tree.routes().get(0).keys().ranked().length).isGreaterThan(2000);
    }

    @Test
    void fixedRoutesWithDifferentRatesStayRoutes() {
        List<String> words = List.of("home", "search", "cart", "checkout", "help", "about", "terms");
        for (int i = 0; i < words.size(); i++) {
            for (int j = 0; j < 20_000 >> 2 * i; j++) {
                add("GET", "/" + words.get(i), 200);
                add("GET", "/api/" + words.get(i) + "/7", 200);
            }
        }
        assertThat(routes()).hasSize(14);
    }

    @Test
    void failedRequestsCreateNoRoute() {
        add("GET", "/a", 200);
        add("GET", "/a", 404);
        add("GET", "/b", 404);
        add("GET", "/7", 404);
        add("", "", 400);
        add("PROPFIND", "/", 207);
        assertThat(routes()).containsExactly("GET /a 2");
        assertThat(tree.otherRoute().requests()).isEqualTo(4);
    }

    @Test
    void numberOfRoutesIsBounded() {
        for (int i = 0; i < 40_000; i++) {
            String path = Integer.toString(i, 26).replaceAll("[0-9]", "x");
            add("GET", "/" + path.replace("", "/"), 200);
        }
        assertThat(tree.routes()).hasSizeLessThanOrEqualTo(RouteTree.MOST_ROUTES);
        long all = tree.otherRoute().requests()
                + tree.routes().stream().mapToLong(UrlRoute::requests).sum();
        assertThat(all).isEqualTo(40_000);
    }

    /** Words below an identifier that were requested once each are names, and not routes. */
    @Test
    void singleWordsBelowAnIdentifierAreIdentifiers() {
        for (String name : List.of("ada-lovelace", "alan-turing", "grace-hopper")) {
            add("GET", "/colleges/41/" + name, 200);
        }
        add("GET", "/colleges/42/rooms", 200);
        add("GET", "/colleges/43/rooms", 200);
        add("GET", "/pages/about", 200);
        add("GET", "/pages/help", 200);
        assertThat(routes())
                .containsExactlyInAnyOrder(
                        "GET /colleges/:id/:name 3",
                        "GET /colleges/:id/rooms 2",
                        "GET /pages/about 1",
                        "GET /pages/help 1");
    }
}
