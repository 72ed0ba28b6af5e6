package dev.brownout.verify;

/** What a verification found, as a page of the documentation. */
public final class FidelityPage {
    private FidelityPage() {}

    /** The page, in Markdown. */
    public static String of(Verdict verdict) {
        return String.join("\n", new TextReport(verdict, false).lines());
    }
}
