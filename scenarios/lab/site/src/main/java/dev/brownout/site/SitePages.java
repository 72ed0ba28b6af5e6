package dev.brownout.site;

import dev.brownout.site.DocumentPage.PageHeading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of the site: the files of the map, with the long ones among them in parts. */
final class SitePages {
    private final SiteMap map;
    private final Map<String, DocumentPage> pages = new LinkedHashMap<>();
    /** Places of the headings of the pages that are split, by page and anchor. */
    private final Map<String, Map<String, PageAnchor>> moved = new LinkedHashMap<>();

    /** A heading of a page: the page, and the anchor; an empty anchor is the begin of the page. */
    record PageAnchor(DocumentPage page, String anchor) {}

    private SitePages(SiteMap map) {
        this.map = map;
    }

    /**
     * Reads the pages of a map.
     *
     * @throws InvalidSiteException if a page has no title, or includes a file that does not exist
     */
    static SitePages read(Path docs, SiteMap map, GeneratedPages generated, PageDirectives directives)
            throws IOException, InvalidSiteException {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        for (String path : map.pages()) {
            String text = directives.expand(path, generated.text(docs, path));
            Map<String, String> split =
                    map.split().contains(path) ? PageSplitter.parts(path, text) : Map.of(path, text);
            texts.put(path, split);
            parts.put(path, List.copyOf(split.keySet()));
        }
        SitePages all = new SitePages(map.expanded(parts::get));
        List<String> problems = new ArrayList<>(directives.problems());
        for (Map.Entry<String, Map<String, String>> file : texts.entrySet()) {
            String path = file.getKey();
            file.getValue().forEach((part, text) -> all.pages.put(part, new DocumentPage(part, path, text)));
            if (all.pages.get(path).title().isEmpty()) {
                problems.add(docs.resolve(path) + ":1: the page has no title: begin with '# '");
            }
            if (file.getValue().size() > 1) {
                all.move(new DocumentPage(path, generated.text(docs, path)), parts.get(path));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSiteException(problems);
        }
        return all;
    }

    /** Records the places of the headings of a page that is split. Headings keep their order. */
    private void move(DocumentPage whole, List<String> parts) {
        List<PageAnchor> headings = new ArrayList<>();
        for (String part : parts) {
            DocumentPage page = pages.get(part);
            page.headings().forEach(heading -> headings.add(new PageAnchor(page, heading.id())));
        }
        Map<String, PageAnchor> places = new LinkedHashMap<>();
        int index = 0;
        for (PageHeading heading : whole.headings()) {
            while (!text(headings.get(index)).equals(heading.text())) {
                index++;
            }
            places.put(heading.id(), headings.get(index++));
        }
        moved.put(whole.path(), places);
    }

    private static String text(PageAnchor place) {
        return place.page().headings().stream()
                .filter(heading -> heading.id().equals(place.anchor()))
                .map(PageHeading::text)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the map with the parts of split pages. */
    SiteMap map() {
        return map;
    }

    /** Returns the pages by their paths, in the order of the map. */
    Map<String, DocumentPage> all() {
        return pages;
    }

    /** Returns the page at a path; empty if there is none. */
    Optional<DocumentPage> page(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    /**
     * Returns the place of an anchor of a file in the site; empty if the page does not exist or has no such anchor.
     *
     * @param anchor the anchor; empty for the begin of the page
     */
    Optional<PageAnchor> place(String path, String anchor) {
        Map<String, PageAnchor> places = moved.getOrDefault(path, Map.of());
        if (places.containsKey(anchor)) {
            return Optional.of(places.get(anchor));
        }
        return page(path)
                .filter(page -> anchor.isEmpty() || places.isEmpty() && page.has(anchor))
                .map(page -> new PageAnchor(page, anchor));
    }
}
