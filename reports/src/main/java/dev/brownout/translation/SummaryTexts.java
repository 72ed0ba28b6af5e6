package dev.brownout.translation;

/**
 * Texts of the tables and notes of a summary in one language. Each language implements all of them, so that a message
 * without a translation does not compile.
 */
public sealed interface SummaryTexts permits EnglishSummaryTexts, KoreanSummaryTexts {
    /** Returns the messages in the language of the current scope. */
    static SummaryTexts current() {
        return switch (LanguageScope.current()) {
            case en -> new EnglishSummaryTexts();
            case ko -> new KoreanSummaryTexts();
        };
    }

    /** Availability and median of a class of requests. */
    String facts(String available, String median);

    /** Number of failed requests with the causes, which may be empty. */
    String failedBriefly(String number, String causes);

    /** Number of further causes. */
    String otherCauses(int number);

    /** Losses of a single variant. */
    String losses(String text);

    /** Degraded responses of a variant. */
    String degraded(String text);

    /** Part of a number that belongs to the warm-up. */
    String inWarmup();

    /** Number of the warm-up, after that of the measurement. */
    String andInWarmup(String number);

    /** Number of the warm-up with its label. */
    String warmup(String number);

    /** A loss with its component. */
    String lossOf(String loss, String component);

    /** Number and name of a loss in the plural. */
    String loss(String number, String name, boolean one);

    /** Values of a loss in the order of the variants. */
    String byVariant(String name, String values);

    /** Number of settings with another value than in the first variant. */
    String differs(int number, String first);

    /** Number of settings of a variant. */
    String settings(String name, int number);

    /** Number of settings that a table shows. */
    String settingsLeft(String shown);

    /** Heading and number of consistency checks. */
    String checks(String heading, String number);

    /** Statement that a scenario is valid, and whether runs of its variants had the expected verdicts. */
    String valid(String scenario, int variants, boolean asExpected);

    /** Number of checks that hold. */
    String passed(String passed, String all);

    /** Note on a table of some components. */
    String metricsOfSome(int components);

    /** Extent of a ledger. */
    String inclWarmup();

    /** Metric of a region. */
    String inRegion(String metric, String region);

    /** Largest value of the nodes. */
    String highest(String metric);

    /** A text that exists in English alone, marked as such. */
    String english(String text);

    /** Label of the failure causes of some variants, or of all. */
    String failuresOf(String variants);

    /** A part of a total with a suffix that may be empty. */
    String ofTotal(String part, String all, String suffix);

    /** Number of acknowledged and of lost writes. */
    String acknowledged(String number, String lost);

    /** A number with its noun, after other numbers. */
    String counted(String number, String noun);

    /** Largest age of stale reads. */
    String staleUpTo(String age);

    /** Time with two primaries. */
    String dualPrimaryFor(String time);

    /** Recovery point of a fault. */
    String recoveryPoint(String fault, String time, String writes);

    /** A warning that the measurements do not confirm; the variants are in brackets or empty. */
    String notConfirmed(String variants, String warning);

    /** Source of the prices. */
    String prices(String title, String date);

    /** Note on the cost per million requests. */
    String perMillion(String prices);

    /** Cost per million successful requests, beside the cost of a run in which requests fail. */
    String perMillionSuccessful(String cost);

    /** Requests that alerts do not count. */
    String unanswered(String number);

    /** Messages that wait too long. */
    String overdueMessages(String queue, String number);

    /** Requests that wait too long. */
    String overdueRequests(String number, String all, String age);

    /** Note on charts of some components or classes. */
    String manyItems(String items, int busiest, int most);

    /** Number of components. */
    String components(String number);

    /** Number of classes of requests. */
    String classes(String number);

    /** Two numbers of items. */
    String joined(String first, String second);

    /** Row of the time with many errors, with no-break spaces. */
    String errorTime();
}
