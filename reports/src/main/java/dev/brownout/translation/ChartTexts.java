package dev.brownout.translation;

/**
 * Texts of charts: titles, axes, legends and labels in one language. Each language implements all of them, so that a
 * message without a translation does not compile.
 */
public sealed interface ChartTexts permits EnglishChartTexts, KoreanChartTexts {
    /** Returns the messages in the language of the current scope. */
    static ChartTexts current() {
        return switch (LanguageScope.current()) {
            case en -> new EnglishChartTexts();
            case ko -> new KoreanChartTexts();
        };
    }

    /** Title for the time with many errors; the owner may be empty. */
    String errorRate(String owner);

    /** Start of a single period, after its length. */
    String from(String at);

    /** Start of the first of several periods, after their length. */
    String firstAt(String at);

    /** Time of a value, after the value. */
    String at(String time);

    /** The whole, after a part of it. */
    String of(String all);

    /** Most frequent cause, after a number of failures. */
    String mostly(String cause);

    /** Statistic of a process: the time at which it is complete. */
    String completeBy();

    /** Time of a last value, after the value. */
    String atTheEnd();

    /** Time without a primary, after a promotion. */
    String gap(String time);

    /** Title for the time without a primary. */
    String withoutPrimary(String owner);

    /** Title for the number of promotions. */
    String promotions(String owner);

    /** A database without a primary. */
    String noPrimary();

    /** A primary that stays. */
    String noPromotion();

    /** Time of the promotion of a node. */
    String promotedAt(String node, String at);

    /** Title for the time without a response. */
    String noResponses(String owner);

    /** Requests of all classes. */
    String allRequests();

    /** Title for the latency of a class of requests. */
    String latency(String owner);

    /** Share of the requests that a latency covers. */
    String covered(String share);

    /** Statistic: the largest value. */
    String maximum();

    /** Statistic: the smallest value. */
    String minimum();

    /** Time of the largest difference between variants. */
    String largestDifference(String at);

    /** Number of variants with a value, in brackets. */
    String someVariants(int some, int all);

    /** Word between the ends of a range. */
    String to();

    /** Number of variants, if these are all. */
    String allVariants(int number);

    /** Number of variants of all variants. */
    String ofVariants(int some, int all);

    /** Number of further lines or variants. */
    String others(int number);

    /** First of several variants with the number of the others. */
    String firstAndOthers(String first, int others);

    /** Number of variants. */
    String variants(int number);

    /** Number of all variants, after a statement on them; at least two. */
    String inAllVariants(int number);

    /** Axis of the largest value of all nodes. */
    String overNodes();

    /** Unit of a rate, after its axis. */
    String perSecond();

    /** Unit of a number per interval, after its axis. */
    String per(String interval);

    /** Unit of a number per hour, after its axis. */
    String perHour();

    /** Unit of a number per day, after its axis. */
    String perDay();

    /** Minimum number of samples of a percentile. */
    String samples(String least);

    /** Number of samples below which a percentile is the maximum. */
    String maximumBelow(String least);

    /** Title for the use of an error budget, up to the number. */
    String errorBudget(String name);

    /** Time at which an error budget is used up. */
    String exhausted(String at);

    /** Axis of the use of an error budget. */
    String usedBudget();

    /** Share of successful requests, after a variant. */
    String successful(String share);

    /** Axis of percentiles. */
    String percentiles();

    /** Axis of the latency of a request class. */
    String latencyOf(String request);

    /** Title with the median and a percentile. */
    String percentile(String request, String median, String name, String value);

    /** Title for failed requests. */
    String failedRequests(String request);

    /** Title for the primary of a database. */
    String primary(String component);

    /** Line of the calls that wait for paused nodes. */
    String pausedNodes();

    /** Subtitle of a heat map of latencies. */
    String responsesByLatency(String unit);

    /** Subtitle of a heat map of nodes. */
    String eachNode(String metric);

    /** Title for the share of slow responses. */
    String slowShare(String share, String request, String limit);

    /** Title for the largest of several shares. */
    String upTo(String text);

    /** Busiest member of a tier. */
    String busiestMember(String name, String share);

    /** Fullest member of a tier. */
    String fullestMember(String name, String share);

    /** Cause of failures with its place. */
    String causeAt(String cause, String place);

    /** Axis of the time in minutes and seconds. */
    String simulatedTime();

    /** Axis of the time in days. */
    String longTime();

    /** Name of the warm-up in a plot. */
    String warmup();

    /** Key of the shaded periods. */
    String shaded();

    /** Time of the last of several events. */
    String last(String at);

    /** Title for a metric and its owner; the preposition has blanks around it. */
    String metric(String noun, String preposition, String owner);

    /** Lines of a chart: one per node. */
    String byNode();

    /** Lines of a chart: one per part. */
    String byPart(String part);

    /** Lines of a chart: one per item. */
    String oneByOne();

    /** Outline of the requests with their retries. */
    String attempts();

    /** Outline of the requests. */
    String requests();

    /** Area of the failures without one of their own. */
    String otherFailures();
}
