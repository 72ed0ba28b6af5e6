package dev.brownout.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Renders the blocks of a page as HTML. Raw HTML is escaped, except line breaks and superscripts. Headings have the
 * anchors of GitHub. Tables and code blocks scroll by themselves.
 */
final class ArticleRenderer {
    private static final Pattern ALLOWED = Pattern.compile("<br ?/?>|</?su[bp]>");

    private final ScenarioLinks scenarios;
    private final Optional<String> engine;

    /** A table in an element that scrolls. */
    private static final class ScrollBlock extends CustomBlock {}

    /**
     * Creates a renderer.
     *
     * @param engine address of the static page of the engine, relative to the root of the site or absolute; empty if
     *     there is none
     */
    ArticleRenderer(ScenarioLinks scenarios, Optional<String> engine) {
        this.scenarios = scenarios;
        this.engine = engine;
    }

    /** Returns the HTML of a page without the frame of the site. */
    String html(DocumentPage page) {
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(CustomBlock block) {
                if (block instanceof TableBlock) {
                    ScrollBlock scroll = new ScrollBlock();
                    block.insertBefore(scroll);
                    scroll.appendChild(block);
                } else {
                    visitChildren(block);
                }
            }
        });
        return HtmlRenderer.builder()
                .extensions(MarkdownPages.EXTENSIONS)
                .escapeHtml(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> attributes(page, node, tag, attributes))
                .nodeRendererFactory(context -> new BlockRenderer(page, context))
                .build()
                .render(page.document());
    }

    private static void attributes(DocumentPage page, Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Image) {
            attributes.put("loading", "lazy");
        } else if (node instanceof Heading || tag.equals("tr")) {
            page.id(node).ifPresent(id -> attributes.put("id", id));
        } else if (tag.equals("td")) {
            label(page, node).ifPresent(label -> attributes.put("data-label", label));
        }
    }

    /**
     * Returns the heading of the column of a cell, which narrow screens show before the cell; empty for the first and
     * the last column, for tables with few columns, and for rows that define no name.
     */
    private static Optional<String> label(DocumentPage page, Node cell) {
        if (page.id(cell.getParent()).isEmpty() || cell.getPrevious() == null || cell.getNext() == null) {
            return Optional.empty();
        }
        Node heading = cell.getParent()
                .getParent()
                .getParent()
                .getFirstChild()
                .getFirstChild()
                .getFirstChild();
        for (Node before = cell.getPrevious(); before != null; before = before.getPrevious()) {
            heading = heading.getNext();
        }
        return Optional.of(MarkdownPages.plainText(heading));
    }

    /** Renders the nodes that differ from the renderer of the library. */
    private final class BlockRenderer implements NodeRenderer {
        private final DocumentPage page;
        private final HtmlNodeRendererContext context;
        private final HtmlWriter writer;

        BlockRenderer(DocumentPage page, HtmlNodeRendererContext context) {
            this.page = page;
            this.context = context;
            writer = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(
                    ScrollBlock.class, FencedCodeBlock.class, IndentedCodeBlock.class, HtmlInline.class, Heading.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof ScrollBlock) {
                writer.line();
                writer.tag("div", Map.of("class", "table"));
                children(node);
                writer.tag("/div");
                writer.line();
            } else if (node instanceof FencedCodeBlock code) {
                code(code.getInfo(), code.getLiteral());
            } else if (node instanceof IndentedCodeBlock code) {
                code("", code.getLiteral());
            } else if (node instanceof HtmlInline inline) {
                inline(inline.getLiteral());
            } else if (node instanceof Heading heading) {
                heading(heading);
            }
        }

        private void children(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }

        private void inline(String literal) {
            if (ALLOWED.matcher(literal).matches()) {
                writer.raw(literal);
            } else {
                writer.text(literal);
            }
        }

        private void heading(Heading heading) {
            String tag = "h" + heading.getLevel();
            writer.line();
            writer.tag(tag, context.extendAttributes(heading, tag, Map.of()));
            children(heading);
            if (heading.getLevel() > 1) {
                Map<String, String> attributes = new LinkedHashMap<>();
                attributes.put("class", "anchor");
                attributes.put("href", "#" + page.id(heading).orElseThrow());
                attributes.put("aria-label", "Link to this section");
                writer.tag("a", attributes);
                writer.text("#");
                writer.tag("/a");
            }
            writer.tag("/" + tag);
            writer.line();
        }

        private void code(String info, String text) {
            String[] words = info == null ? new String[] {""} : info.strip().split(" +", -1);
            Optional<String> link =
                    words[0].equals("yaml") && engine.isPresent() ? scenarios.fragment(text) : Optional.empty();
            writer.line();
            writer.raw("<div class=\"code\">");
            if (words.length > 1) {
                writer.raw("<p class=\"file\">" + HtmlText.escape(words[1]) + "</p>");
            }
            writer.raw("<pre tabindex=\"0\"><code" + (words[0].isEmpty() ? "" : " class=\"language-")
                    + HtmlText.escape(words[0]) + (words[0].isEmpty() ? ">" : "\">"));
            writer.raw(CodeHighlighter.html(words[0], text));
            writer.raw("</code></pre>");
            link.ifPresent(this::actions);
            writer.raw("</div>");
            writer.line();
        }

        /**
         * Writes the link to the workbench. The script of the site adds a button that runs the scenario in the page.
         */
        private void actions(String fragment) {
            String home = engine.orElseThrow();
            String root = home.contains(":") ? home : PageLinks.relative(page.html(), home);
            String base = root.endsWith("/") ? root : root + "/";
            writer.raw("<p class=\"actions\"><a href=\"" + HtmlText.escape(base + "index.html" + fragment)
                    + "\" data-embed=\"" + HtmlText.escape(base + "embed.html?change" + fragment)
                    + "\">Open in the workbench</a></p>");
        }
    }
}
