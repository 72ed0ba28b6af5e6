package dev.brownout.translation;

/**
 * Texts of the pages and the terminal outputs of a run in one language. Each language implements all of them, so that a
 * message without a translation does not compile.
 */
public sealed interface ReportTexts permits EnglishReportTexts, KoreanReportTexts {
    /** Returns the messages in the language of the current scope. */
    static ReportTexts current() {
        return switch (LanguageScope.current()) {
            case en -> new EnglishReportTexts();
            case ko -> new KoreanReportTexts();
        };
    }

    /** Label of the links to the sections of a page. */
    String sections();

    /** A requested chart without values. */
    String chartWithoutData(String chart);

    /** Heading of charts of constants. */
    String unchanged(int variants);

    /** Heading of charts that the page does not have. */
    String onlyInReport();

    /** Reason and number of charts. */
    String charts(String reason, int number);

    /** Heading of the lesson. */
    String takeaway();

    /** Number of folded charts. */
    String moreCharts(int number);

    /** Label of the command of a run. */
    String reproduce();

    /** Heading of the text of the scenario. */
    String source();

    /** Size of a simulation. */
    String footer(String requests, String events, String time, String warmup, long seed);

    /** Heading of a folded table. */
    String rows(String subject, int number);

    /** Number of folded items. */
    String more(int number);

    /** Number of folded events. */
    String moreEvents(int number);

    /** Number of items that are left out, after a list. */
    String andMore(String number);

    /** Number of events that are left out. */
    String dotsAndMore(String number);

    /** Label of the table of events. */
    String timeline();

    /** Column of events. */
    String event();

    /** Column of times. */
    String time();

    /** Label of the table of assertions. */
    String assertions();

    /** Column of assertions. */
    String assertion();

    /** Column of measurements. */
    String measured();

    /** Row of the availability and the number of failed requests. */
    String availability();

    /** Row of the cost. */
    String costPerHour();

    /** Heading of the values of a chart. */
    String dataTable();

    /** Title of a chart that the script draws, and its file. */
    String needsScript(String title, String slug);

    /** Warning of the analytical model. */
    String model(String warning);

    /** Label of a chart. */
    String chart();

    /** A timeline without events. */
    String noEvents();

    /** Number of requests. */
    String requests(String number);

    /** Label of the reasons of a failure. */
    String why();

    /** Label of the command to run next. */
    String next();

    /** Number of warnings that are left out. */
    String warnings(int number, boolean more);

    /** Lesson with its label. */
    String lesson(String lesson);

    /** Options that show more. */
    String options(boolean written);

    /** Column of assertions on a terminal. */
    String assertionColumn();

    /** Column of bounds on a terminal. */
    String boundColumn();

    /** Column of measurements on a terminal. */
    String measuredColumn();

    /** Label of the letters of events. */
    String events();

    /** Label of a line of all variants. */
    String allVariants();

    /** Name of the largest value over time. */
    String peak();

    /** Name of the smallest value over time. */
    String lowest();

    /** A value with its time. */
    String at(String value, String time);

    /** Size of a simulation in one sentence. */
    String size(String requests, String events, int variants, boolean warmup);

    /** Path of a written file. */
    String wrote(String path);

    /** Label of the path of the report. */
    String report();

    /** Folder and number of the written charts. */
    String chartFiles(String folder, long number);

    /** Time range of an event in several variants. */
    String range(String from, String to, String words);

    /** End of a fault. */
    String end(String words);

    /** Number of variants with an event, after its text. */
    String ofAll(String text, int some, int all);

    /** First of several variants with the number of the others. */
    String firstAndMore(String first, int more);

    /** Word before the last name of a list. */
    String and();
}
