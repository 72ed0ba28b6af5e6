package dev.brownout.site;

import dev.brownout.json.JsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/**
 * The index of the search, as a script that works from a file: pages, headings, and the names that tables define, each
 * with its first sentence. A page that users read as a text, such as a guide, has all its words.
 */
final class SearchIndex {
    private static final int MOST_CHARACTERS = 160;
    /** Minimum length of a word of a text in the index. */
    private static final int FEWEST_CHARACTERS = 3;

    private static final String SYNONYMS = "Also: ";
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    /** Kinds of pages that have all their words in the index. */
    private static final Set<String> TEXTS = Set.of("guide", "page");

    /** Kinds of pages by folder, and of the names in their tables. The longest folder applies. */
    private static final List<FolderKinds> FOLDERS = List.of(
            new FolderKinds("reference/cli/", "command", "option", "heading"),
            new FolderKinds("reference/components/", "kind", "setting", "heading"),
            new FolderKinds("reference/distributions/", "distribution", "argument", "heading"),
            new FolderKinds("reference/exit-codes", "page", "exit code", "heading"),
            new FolderKinds("reference/faults/", "fault", "argument", "heading"),
            new FolderKinds("reference/keys/", "key distribution", "argument", "heading"),
            new FolderKinds("reference/loads/", "load", "argument", "heading"),
            new FolderKinds("reference/metrics/", "metrics", "metric", "heading"),
            new FolderKinds("reference/policies/", "policy", "setting", "heading"),
            new FolderKinds("reference/profiles/", "profile", "setting", "profile"),
            new FolderKinds("reference/sections/", "section", "setting", "heading"),
            new FolderKinds("reference/steps/", "step", "argument", "heading"),
            new FolderKinds("reference/terms/", "terms", "name", "term"),
            new FolderKinds("library/", "scenario", "name", "heading"),
            new FolderKinds("guides/", "guide", "name", "heading"),
            new FolderKinds("decisions/", "decision", "name", "heading"),
            new FolderKinds("", "page", "name", "heading"));

    /** Sections of pages that few users need: a kind of their own in lower case. */
    private static final List<String> SECTIONS = List.of("Evidence", "Project");

    private record FolderKinds(String folder, String page, String row, String heading) {}

    private record Entry(
            String title, String target, String kind, String place, String text, String synonyms, String words) {}

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Adds a page.
     *
     * @param place its place in the navigation
     * @param questions further names of the page, without commas
     */
    void add(DocumentPage page, String place, List<String> questions) {
        FolderKinds kinds = FOLDERS.stream()
                .filter(each -> page.path().startsWith(each.folder()))
                .findFirst()
                .orElseThrow();
        String kind = kind(kinds, place);
        entries.add(new Entry(
                page.title(),
                page.html(),
                kind,
                place,
                shorten(page.summary()),
                Stream.concat(fileName(page).stream(), questions.stream()).collect(Collectors.joining(", ")),
                TEXTS.contains(kind) ? words(page.document()) : ""));
        page.headings().stream().filter(heading -> heading.level() > 1).forEach(heading -> {
            List<Node> blocks = blocks(heading.node());
            String text = blocks.stream()
                    .filter(Paragraph.class::isInstance)
                    .findFirst()
                    .map(MarkdownPages::plainText)
                    .map(MarkdownPages::sentence)
                    .orElse("");
            entries.add(new Entry(
                    heading.text(),
                    page.html() + "#" + heading.id(),
                    kinds.heading(),
                    page.title(),
                    shorten(text),
                    synonyms(blocks),
                    ""));
        });
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow row) {
                    row(page, kinds, row);
                }
                visitChildren(node);
            }
        });
    }

    /** Returns the kind of a page; a page without a kind by its folder has that of its section in the navigation. */
    private static String kind(FolderKinds kinds, String place) {
        if (!kinds.folder().isEmpty()) {
            return kinds.page();
        }
        return SECTIONS.stream()
                .filter(section -> place.startsWith(section))
                .findFirst()
                .map(MarkdownPages::lowerCase)
                .orElse(kinds.page());
    }

    /** Returns the words of the file name of a page, which often differ from its title; empty if they do not. */
    private static Optional<String> fileName(DocumentPage page) {
        String path = page.html().replaceFirst("(/index)?\\.html$", "");
        String name = path.substring(path.lastIndexOf('/') + 1).replace('-', ' ');
        return Optional.of(name).filter(words -> !words.equals(page.title().replace('-', ' ')));
    }

    /** Returns the words of a text without code blocks, each once, in the order of the alphabet. */
    private static String words(Node document) {
        StringBuilder text = new StringBuilder();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral()).append(' ');
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral()).append(' ');
            }
        });
        return NO_WORD.splitAsStream(MarkdownPages.lowerCase(text.toString()))
                .filter(word -> word.length() >= FEWEST_CHARACTERS)
                .filter(word -> !NUMBER.matcher(word).matches())
                .sorted()
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private void row(DocumentPage page, FolderKinds kinds, TableRow row) {
        Optional<String> id = page.id(row);
        List<String> names = DocumentPage.names(row);
        if (id.isEmpty()) {
            return;
        }
        String text = "";
        for (Node cell = row.getFirstChild().getNext(); cell != null; cell = cell.getNext()) {
            String words = MarkdownPages.plainText(cell);
            text = words.length() > text.length() ? words : text;
        }
        for (String name : names) {
            entries.add(new Entry(
                    name,
                    page.html() + "#" + id.get(),
                    kinds.row(),
                    page.title(),
                    shorten(MarkdownPages.sentence(text)),
                    "",
                    ""));
        }
    }

    /** Returns the blocks between a heading and the next one. */
    private static List<Node> blocks(Heading heading) {
        List<Node> blocks = new ArrayList<>();
        for (Node block = heading.getNext(); block != null && !(block instanceof Heading); block = block.getNext()) {
            blocks.add(block);
        }
        return blocks;
    }

    /** Returns the other names of a term, which its list states. */
    private static String synonyms(List<Node> blocks) {
        for (Node block : blocks) {
            if (block instanceof BulletList list) {
                for (Node item = list.getFirstChild(); item instanceof ListItem; item = item.getNext()) {
                    String text = MarkdownPages.plainText(item);
                    if (text.startsWith(SYNONYMS)) {
                        return text.substring(SYNONYMS.length()).replaceFirst("\\.$", "");
                    }
                }
            }
        }
        return "";
    }

    private static String shorten(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.lastIndexOf(' ', MOST_CHARACTERS)) + " …";
    }

    /** Returns the entries of the index as JSON: for each the title, target, kind, place, text, synonyms and words. */
    String json() {
        JsonBuilder json = JsonBuilder.compact();
        json.beginArray();
        for (Entry entry : entries) {
            json.beginArray()
                    .value(entry.title())
                    .value(entry.target())
                    .value(entry.kind())
                    .value(entry.place())
                    .value(entry.text())
                    .value(entry.synonyms())
                    .value(entry.words())
                    .endArray();
        }
        return json.endArray().text();
    }

    /** Returns the index as a script. */
    String script() {
        return "globalThis.siteIndex = " + json() + ";\n";
    }
}
