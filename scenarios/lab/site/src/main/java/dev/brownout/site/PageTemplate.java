package dev.brownout.site;

import dev.brownout.site.DocumentPage.PageHeading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The frame of an HTML page: header, navigation, contents, neighbours and links to other forms of the page. */
final class PageTemplate {
    /** File names of the styles and scripts, in the folder {@code assets} of the site. */
    static final List<String> ASSETS = List.of("site.css", "theme.js", "search.js", "site.js");

    /** Name of the site. */
    static final String NAME = "Brownout";

    /** Folder of the pages in Korean. The frame of each page is in English. */
    private static final String KOREAN = "course/ko/";

    private static final String HOME = "README.md";
    private static final int DEEPEST_LEVEL = 3;
    /** Minimum number of headings for a list of contents. */
    private static final int FEW = 2;

    private final SiteMap map;
    private final Map<String, DocumentPage> pages;
    private final List<String> order;

    /** Creates the frame of the pages of a map. */
    PageTemplate(SiteMap map, Map<String, DocumentPage> pages) {
        this.map = map;
        this.pages = pages;
        order = map.pages();
    }

    /** Returns the HTML text of a page with a rendered article. */
    String page(DocumentPage page, String article) {
        boolean home = page.path().equals(HOME);
        List<PageHeading> contents = page.headings().stream()
                .filter(heading -> heading.level() > 1 && heading.level() <= DEEPEST_LEVEL)
                .toList();
        boolean listed = !home && contents.size() >= FEW;
        StringBuilder html = new StringBuilder(
                head(page.html(), home ? NAME : page.title() + " · " + NAME, page.summary(), home ? "home" : "", true));
        html.append(navigation(page));
        html.append("<main id=\"content\" tabindex=\"-1\">\n");
        if (!home) {
            html.append("<p class=\"place\">")
                    .append(HtmlText.escape(place(page)))
                    .append(" <a class=\"markdown\" href=\"")
                    .append(HtmlText.escape(PageLinks.relative(page.html(), page.path())))
                    .append("\">Markdown</a></p>\n");
        }
        boolean korean = page.path().startsWith(KOREAN);
        html.append(korean ? "<article lang=\"ko\">\n" : "<article>\n")
                .append(article)
                .append("</article>\n");
        html.append(neighbours(page));
        html.append("</main>\n");
        if (listed) {
            html.append("<nav class=\"contents\" aria-label=\"On this page\">\n<p>On this page</p>\n<ul>\n");
            contents.forEach(heading -> html.append("<li class=\"level")
                    .append(heading.level())
                    .append("\">")
                    .append(HtmlText.link("#" + heading.id(), heading.text()))
                    .append("</li>\n"));
            html.append("</ul>\n</nav>\n");
        }
        return html.append(foot(page.html())).toString();
    }

    /** Returns the HTML text of the list of all pages. */
    String contents(String path) {
        StringBuilder html =
                new StringBuilder(head(path, "All pages · " + NAME, "All pages of the documentation.", "", false));
        html.append("<main id=\"content\" tabindex=\"-1\">\n<article>\n<h1>All pages</h1>\n");
        for (SiteMap.Section section : map.sections()) {
            html.append("<h2>").append(HtmlText.escape(section.title())).append("</h2>\n");
            for (SiteMap.Group group : section.groups()) {
                if (!group.title().isEmpty()) {
                    html.append("<h3>").append(HtmlText.escape(group.title())).append("</h3>\n");
                }
                html.append("<ul class=\"all\">\n");
                group.pages()
                        .forEach(page -> html.append("<li>")
                                .append(link(path, pages.get(page)))
                                .append("</li>\n"));
                html.append("</ul>\n");
            }
        }
        return html.append("</article>\n</main>\n").append(foot(path)).toString();
    }

    /**
     * Returns the HTML text of the page that hosts show for addresses without a page.
     *
     * @param base address of the site, as the page appears at any address; empty if it is unknown
     */
    String missing(String path, String base) {
        String head = head(path, "Page not found · " + NAME, "This address has no page.", "", false);
        return (base.isEmpty()
                        ? head
                        : head.replace("<title>", "<base href=\"" + HtmlText.escape(base) + "\">\n<title>"))
                + "<main id=\"content\" tabindex=\"-1\">\n<article>\n<h1>Page not found</h1>\n"
                + "<p>This address has no page. Go to the " + HtmlText.link("index.html", "start")
                + " or to the list of "
                + HtmlText.link("contents.html", "all pages") + ", or press <kbd>/</kbd> to search.</p>\n"
                + "</article>\n</main>\n"
                + foot(path);
    }

    /** Returns the path from a page to a file of the site. */
    private static String from(String page, String target) {
        return HtmlText.escape(PageLinks.relative(page, target));
    }

    private static String head(String path, String title, String summary, String kind, boolean menu) {
        String root = "../".repeat((int) path.chars().filter(c -> c == '/').count());
        return """
                <!DOCTYPE html>
                <html lang="en" data-root="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <meta name="description" content="%s">
                <link rel="icon" type="image/svg+xml" href="%s">
                <link rel="stylesheet" href="%s">
                <script src="%s"></script>
                <script src="%s" defer></script>
                <script src="%s" defer></script>
                </head>
                <body%s>
                <a class="skip" href="#content">Skip to the content</a>
                <header>
                <a class="brand" href="%s"><img src="%s" alt="" width="22" height="22">%s</a>
                %s<button type="button" id="open-search" hidden>Search <kbd>/</kbd></button>
                <button type="button" id="theme" hidden></button>
                </header>
                <div class="layout">
                """.formatted(
                        HtmlText.escape(root),
                        HtmlText.escape(title),
                        HtmlText.escape(summary),
                        from(path, "assets/icon.svg"),
                        from(path, "assets/" + ASSETS.get(0)),
                        from(path, "assets/" + ASSETS.get(1)),
                        from(path, "assets/" + ASSETS.get(2)),
                        from(path, "assets/" + ASSETS.get(3)),
                        kind.isEmpty() ? "" : " class=\"" + kind + "\"",
                        from(path, "index.html"),
                        from(path, "assets/icon.svg"),
                        NAME,
                        menu ? "<a class=\"menu\" href=\"#menu\">Menu</a>\n" : "");
    }

    private static String foot(String path) {
        return "</div>\n<footer><p>" + HtmlText.link(PageLinks.relative(path, "contents.html"), "All pages")
                + " · for programs: " + HtmlText.link(PageLinks.relative(path, "llms.txt"), "llms.txt")
                + ", and each page as Markdown</p></footer>\n</body>\n</html>\n";
    }

    /** Returns the navigation: all sections, the groups of the section of the page, and the pages of its group. */
    private String navigation(DocumentPage page) {
        StringBuilder html = new StringBuilder("<nav id=\"menu\" aria-label=\"Documentation\">\n<ul>\n");
        for (SiteMap.Section section : map.sections()) {
            boolean open =
                    section.groups().stream().anyMatch(group -> group.pages().contains(page.path()));
            DocumentPage first = pages.get(section.groups().get(0).pages().get(0));
            html.append("<li class=\"section\"><a href=\"")
                    .append(from(page.html(), first.html()))
                    .append("\">")
                    .append(HtmlText.escape(section.title()))
                    .append("</a>\n");
            if (open) {
                html.append("<ul>\n");
                section.groups().forEach(group -> html.append(group(page, group, section.title())));
                html.append("</ul>\n");
            }
            html.append("</li>\n");
        }
        return html.append("</ul>\n</nav>\n").toString();
    }

    private String group(DocumentPage page, SiteMap.Group group, String section) {
        if (group.title().isEmpty()) {
            return items(page, group, section);
        }
        DocumentPage first = pages.get(group.pages().get(0));
        String title = HtmlText.link(PageLinks.relative(page.html(), first.html()), group.title());
        return "<li class=\"group\">" + title
                + (group.pages().contains(page.path())
                        ? "\n<ul>\n" + items(page, group, group.title()) + "</ul>\n"
                        : "")
                + "</li>\n";
    }

    /** Returns the pages of a group. A page with the title above them is called overview. */
    private String items(DocumentPage page, SiteMap.Group group, String title) {
        return group.pages().stream()
                .map(pages::get)
                .map(each -> "<li><a" + (each == page ? " aria-current=\"page\"" : "") + " href=\""
                        + from(page.html(), each.html()) + "\">"
                        + HtmlText.escape(each.title().equals(title) ? "Overview" : each.title()) + "</a></li>\n")
                .collect(Collectors.joining());
    }

    private static String link(String from, DocumentPage page) {
        return HtmlText.link(PageLinks.relative(from, page.html()), page.title());
    }

    /** Returns the section and the group of a page. */
    String place(DocumentPage page) {
        List<String> names = new ArrayList<>();
        for (SiteMap.Section section : map.sections()) {
            for (SiteMap.Group group : section.groups()) {
                if (group.pages().contains(page.path())) {
                    names.add(section.title());
                    if (!group.title().isEmpty()) {
                        names.add(group.title());
                    }
                }
            }
        }
        return String.join(" › ", names);
    }

    private String neighbours(DocumentPage page) {
        int index = order.indexOf(page.path());
        StringBuilder html = new StringBuilder("<nav class=\"neighbours\" aria-label=\"Neighbouring pages\">\n");
        if (index > 0) {
            html.append(neighbour(page, "prev", "Previous", pages.get(order.get(index - 1))));
        }
        if (index < order.size() - 1) {
            html.append(neighbour(page, "next", "Next", pages.get(order.get(index + 1))));
        }
        return html.append("</nav>\n").toString();
    }

    private static String neighbour(DocumentPage page, String relation, String label, DocumentPage other) {
        return "<a rel=\"" + relation + "\" href=\"" + from(page.html(), other.html()) + "\"><small>" + label
                + "</small> " + HtmlText.escape(other.title()) + "</a>\n";
    }
}
