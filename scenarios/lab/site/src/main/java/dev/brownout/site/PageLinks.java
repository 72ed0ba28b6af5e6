package dev.brownout.site;

import dev.brownout.site.SitePages.PageAnchor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * Links between the pages. A link to a page leads to its HTML, a link to a scenario of the library to its page, and a
 * link to another file of the repository to a copy in the site. All links are relative.
 */
final class PageLinks {
    /** Folder of the site for copies of files of the repository outside of the folder of the pages. */
    static final String FILES = "files/";

    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");
    private static final Pattern EXTERNAL_LINK = Pattern.compile("(https?|mailto):.*");
    private static final String INDEX = "README.md";

    private final Path docs;
    private final Path repository;
    private final SitePages pages;
    private final LibraryLinks library;
    private final Set<String> pictures;
    private final List<String> problems = new ArrayList<>();
    private final TreeMap<String, Path> copies = new TreeMap<>();

    /** A target of a link: paths relative to the root of the site, in HTML and in Markdown, and the anchor with "#". */
    private record Target(String html, String markdown, String anchor) {}

    /** A part of the text of a page that is replaced. */
    private record Replacement(int begin, int end, String text) {}

    /**
     * Creates the links of the pages of a folder, which is in the root of the repository.
     *
     * @param pictures paths of the pictures that only the site has
     */
    PageLinks(Path docs, SitePages pages, Set<String> pictures) {
        this.pictures = pictures;
        this.docs = docs.toAbsolutePath().normalize();
        this.repository = this.docs.getParent();
        this.pages = pages;
        this.library = new LibraryLinks(pages.all().keySet());
    }

    /** Returns the path from a page to a path, both relative to the root of the site. */
    static String relative(String from, String target) {
        int slash = from.lastIndexOf('/');
        String path = Path.of(slash < 0 ? "" : from.substring(0, slash))
                .relativize(Path.of(target))
                .toString()
                .replace('\\', '/');
        return path.isEmpty() ? "." : path;
    }

    /**
     * Replaces the destinations of the links and images of a page in its blocks.
     *
     * @return the Markdown text of the page with the links of the site
     */
    String resolve(DocumentPage page) {
        List<Replacement> replaced = new ArrayList<>();
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                resolve(page, link, link.getDestination(), replaced).ifPresent(link::setDestination);
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                resolve(page, image, image.getDestination(), replaced).ifPresent(image::setDestination);
                visitChildren(image);
            }
        });
        StringBuilder text = new StringBuilder(page.text());
        replaced.stream()
                .sorted(Comparator.comparingInt(Replacement::begin).reversed())
                .forEach(each -> text.replace(each.begin(), each.end(), each.text()));
        return text.toString();
    }

    private Optional<String> resolve(DocumentPage page, Node node, String link, List<Replacement> replaced) {
        if (SCHEME.matcher(link).matches()) {
            if (!EXTERNAL_LINK.matcher(link).matches()) {
                problem(page, node, "the link '" + link + "' is neither a path nor an address of the web");
            }
            return Optional.empty();
        }
        int hash = link.indexOf('#');
        Optional<Target> target =
                target(page, hash < 0 ? link : link.substring(0, hash), hash < 0 ? "" : link.substring(hash + 1));
        if (target.isEmpty()) {
            problem(page, node, "the link '" + link + "' leads to no file, or to no heading");
            return Optional.empty();
        }
        Target found = target.get();
        if (found.markdown().equals(page.path())) {
            return Optional.of(found.anchor().isEmpty() ? relative(page.html(), found.html()) : found.anchor());
        }
        String markdown = relative(page.path(), found.markdown()) + found.anchor();
        if (!markdown.equals(link)) {
            replacement(page, node, link, markdown).ifPresent(replaced::add);
        }
        return Optional.of(relative(page.html(), found.html()) + found.anchor());
    }

    private Optional<Replacement> replacement(DocumentPage page, Node node, String link, String markdown) {
        SourceSpan first = node.getSourceSpans().get(0);
        SourceSpan last = node.getSourceSpans().get(node.getSourceSpans().size() - 1);
        int begin = page.text().lastIndexOf("](" + link, last.getInputIndex() + last.getLength());
        if (begin < first.getInputIndex()) {
            problem(page, node, "the link '" + link + "' must be written as [text](path)");
            return Optional.empty();
        }
        return Optional.of(new Replacement(begin + 2, begin + 2 + link.length(), markdown));
    }

    private void problem(DocumentPage page, Node node, String message) {
        problems.add(docs.resolve(page.path()) + ":" + DocumentPage.line(node) + ": " + message);
    }

    private Optional<Target> target(DocumentPage page, String link, String anchor) {
        if (link.isEmpty()) {
            return page.has(anchor)
                    ? Optional.of(new Target(page.html(), page.path(), "#" + anchor))
                    : target(page.source(), anchor);
        }
        Path file = docs.resolve(page.source()).resolveSibling(link).normalize();
        if (!file.startsWith(repository)) {
            return Optional.empty();
        }
        String path = repository.relativize(file).toString().replace('\\', '/');
        Optional<String> scenario = library.page(path);
        // A page about a scenario links to the file itself.
        if (scenario.isPresent() && !scenario.get().equals(page.path())) {
            return target(scenario.get(), anchor);
        }
        if (path.equals(INDEX)) {
            return target(INDEX, "");
        }
        if (!file.startsWith(docs)) {
            return copy(FILES + path, file);
        }
        String inner = docs.relativize(file).toString().replace('\\', '/');
        String index = inner.isEmpty() ? INDEX : inner + "/" + INDEX;
        if (pages.page(inner).isPresent() || pages.page(index).isPresent()) {
            return target(pages.page(inner).isPresent() ? inner : index, anchor);
        }
        return pictures.contains(inner) ? Optional.of(new Target(inner, inner, "")) : copy(inner, file);
    }

    private Optional<Target> target(String path, String anchor) {
        return pages.place(path, anchor).map(PageLinks::target);
    }

    private static Target target(PageAnchor place) {
        DocumentPage page = place.page();
        boolean begin = place.anchor().isEmpty() || page.headings().get(0).id().equals(place.anchor());
        return new Target(page.html(), page.path(), begin ? "" : "#" + place.anchor());
    }

    private Optional<Target> copy(String path, Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        copies.put(path, file);
        return Optional.of(new Target(path, path, ""));
    }

    /** Returns the root of the repository. */
    Path repository() {
        return repository;
    }

    /** Returns the links to the library. */
    LibraryLinks library() {
        return library;
    }

    /** Returns the links so far that lead nowhere, each with its place. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Returns the files of the repository that pages so far link to, by their paths in the site. */
    Map<String, Path> copies() {
        return copies;
    }
}
