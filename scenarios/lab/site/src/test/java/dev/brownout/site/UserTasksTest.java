package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Pages for the tasks of four kinds of users, by a search and by clicks. The tasks and their queries were written by
 * the authors of the pages: the first twenty before the ranking of the search, which they influenced, and the second
 * twenty after it.
 */
@Tag("once")
@Tag("slow")
class UserTasksTest {
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"#]+\\.html)[^\"]*\"");
    private static final String HOME = "index.html";
    private static final String LIST_OF_ALL = "contents.html";
    private static final int FIRST = 3;

    private static SearchScript search;
    private static Map<String, Integer> clicks;

    @BeforeAll
    static void load() {
        search = new SearchScript();
        clicks = clicksFromHome();
    }

    @AfterAll
    static void end() {
        search.close();
    }

    /** Returns the smallest number of clicks from the home page to each page, without the list of all pages. */
    private static Map<String, Integer> clicksFromHome() {
        Map<String, Integer> clicks = new TreeMap<>(Map.of(HOME, 0));
        List<String> reached = new ArrayList<>(List.of(HOME));
        for (int i = 0; i < reached.size(); i++) {
            String page = reached.get(i);
            LINK.matcher(SiteFixture.text(page))
                    .results()
                    .map(link -> SiteFixture.target(page, link.group(1)))
                    .filter(SiteFixture.allFiles()::containsKey)
                    .filter(target -> !target.equals(LIST_OF_ALL))
                    .forEach(target -> {
                        if (clicks.putIfAbsent(target, clicks.get(page) + 1) == null) {
                            reached.add(target);
                        }
                    });
        }
        return clicks;
    }

    /**
     * A query and its page.
     *
     * @param found whether the page is among the first three results
     * @param fewest number of clicks from the home page
     */
    @ParameterizedTest
    @CsvFileSource(resources = "queries.csv", numLinesToSkip = 1)
    @ChosenRows({1, 6, 11, 16, 21, 26, 31, 36})
    void pageOfATaskIsFound(String trial, String user, String query, String page, boolean found, int fewest) {
        List<String> results = search.found(query, FIRST).stream()
                .map(entry -> entry.get(1).replaceFirst("#.*", ""))
                .toList();
        assertThat(results.contains(page))
                .as("%s of %s trial: %s, found %s", user, trial, query, results)
                .isEqualTo(found);
        assertThat(clicks.get(page)).as(page).isEqualTo(fewest);
    }
}
