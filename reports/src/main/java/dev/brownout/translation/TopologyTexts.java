package dev.brownout.translation;

/**
 * Texts of call graphs in one language. Each language implements all of them, so that a message without a translation
 * does not compile.
 */
public sealed interface TopologyTexts permits EnglishTopologyTexts, KoreanTopologyTexts {
    /** Returns the messages in the language of the current scope. */
    static TopologyTexts current() {
        return switch (LanguageScope.current()) {
            case en -> new EnglishTopologyTexts();
            case ko -> new KoreanTopologyTexts();
        };
    }

    /** Title of a call graph without errors. */
    String noErrors();

    /** Busiest component, after another sentence. */
    String busiest(String name, String share);

    /** Error rate of a call. */
    String errors(String share);

    /** Title for the error rate of a call. */
    String highestErrorRate(String share);

    /** Key of a call graph. */
    String callGraph(boolean nodes, boolean shared);

    /** Extent of a call graph of some components. */
    String someComponents(int some, String all);

    /** Share of successful requests in a call graph. */
    String succeeded(String share);

    /** State of a node that works. */
    String up();

    /** Start of an outage that lasts to the end. */
    String downSince(String at);

    /** Number of nodes that work. */
    String upOf(long up, int all);

    /** Period of an outage, after the number of nodes and a blank, or after nothing. */
    String downFor(String count, String from, String to);

    /** Host that a component shares. */
    String on(String host);

    /** State of a node with its start. */
    String since(String state, String at);
}
