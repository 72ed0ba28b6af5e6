package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void failedRequestsCreateNoRoute() {
        add("GET", "/a", 200);
        add("GET", "/a", 404);
        add("GET", "/b", 404);
        add("GET", "/7", 404);
        add("", "", 400);
        add("PROPFIND", "/", 207);
        assertThat(routes()).containsExactly("GET /a 2");
        assertThat(tree.rest().requests()).isEqualTo(4);
    }

    @Test
    void numberOfRoutesIsBounded() {
        for (int i = 0; i < 100_000; i++) {
            String path = Integer.toString(i, 26).replaceAll("[0-9]", "x");
            add("GET", "/" + path.replace("", "/"), 200);
        }
        assertThat(tree.routes()).hasSizeLessThanOrEqualTo(RouteTree.MOST_ROUTES);
        long all = tree.rest().requests()
                + tree.routes().stream().mapToLong(UrlRoute::requests).sum();
        assertThat(all).isEqualTo(100_000);
    }
}
