package dev.brownout.chart.experiment;

/** Mark of a design by its position relative to the Pareto frontier. Its fill can show another value. */
public enum DesignMark {
    /** On the frontier. */
    FRONTIER(PlotSymbol.OUTLINED_DISC, "on the frontier"),
    /** Undecided. */
    UNDECIDED(PlotSymbol.OUTLINED_DIAMOND, "not decided"),
    /** Dominated. */
    DOMINATED(PlotSymbol.CROSSED_SQUARE, "dominated");

    private final PlotSymbol symbol;
    private final String meaning;

    DesignMark(PlotSymbol symbol, String meaning) {
        this.symbol = symbol;
        this.meaning = meaning;
    }

    PlotSymbol symbol() {
        return symbol;
    }

    /** Returns the meaning in a legend. */
    String meaning() {
        return meaning;
    }
}
