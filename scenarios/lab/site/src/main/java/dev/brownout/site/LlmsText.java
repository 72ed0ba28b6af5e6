package dev.brownout.site;

import java.util.Map;

/**
 * Files for language models in the form of llmstxt.org: {@code llms.txt} lists all pages as Markdown with a sentence
 * each, {@code llms-full.txt} has the texts of the pages.
 */
final class LlmsText {
    /** Section of pages about the project, which a model can skip. */
    private static final String OPTIONAL = "Project";

    private static final String HOME = "README.md";

    private final SiteMap map;
    private final Map<String, DocumentPage> pages;
    private final String base;

    /**
     * Creates the files.
     *
     * @param base address of the site with a final slash; empty for relative links
     */
    LlmsText(SiteMap map, Map<String, DocumentPage> pages, String base) {
        this.map = map;
        this.pages = pages;
        this.base = base;
    }

    /** Returns the text of {@code llms.txt}. */
    String index() {
        DocumentPage home = pages.get(HOME);
        StringBuilder text = new StringBuilder("# " + PageTemplate.NAME + "\n\n> " + home.summary() + "\n\n");
        text.append("Each page is Markdown; the HTML page beside it has the extension .html. All texts in one file: ")
                .append("[llms-full.txt](")
                .append(base)
                .append("llms-full.txt)\n");
        for (SiteMap.Section section : map.sections()) {
            text.append("\n## ")
                    .append(section.title().equals(OPTIONAL) ? "Optional" : section.title())
                    .append("\n\n");
            for (SiteMap.Group group : section.groups()) {
                for (String path : group.pages()) {
                    DocumentPage page = pages.get(path);
                    String name = group.title().isEmpty() ? "" : group.title() + ": ";
                    String summary = page.summary();
                    text.append("- [").append(name).append(page.title()).append("](");
                    text.append(base).append(path).append(")");
                    text.append(summary.isEmpty() ? "" : ": " + summary).append('\n');
                }
            }
        }
        return text.toString();
    }

    /**
     * Returns the text of {@code llms-full.txt}: all pages but those of the project, each after a line with its path.
     *
     * @param texts the Markdown texts of the pages in the site
     */
    String fullText(Map<String, String> texts) {
        StringBuilder text = new StringBuilder();
        for (SiteMap.Section section : map.sections()) {
            if (!section.title().equals(OPTIONAL)) {
                for (SiteMap.Group group : section.groups()) {
                    group.pages()
                            .forEach(path -> text.append("<!-- ")
                                    .append(base)
                                    .append(path)
                                    .append(" -->\n\n")
                                    .append(texts.get(path))
                                    .append('\n'));
                }
            }
        }
        return text.toString();
    }
}
