package dev.brownout.site;

import java.util.ArrayList;
import java.util.List;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;

/** The script of the search and the index of the documentation, in an interpreter. It is loaded once. */
final class SearchScript implements AutoCloseable {
    private static Scriptable loaded;

    private final Context context = Context.enter();
    private final Scriptable scope = loaded(context);

    private static synchronized Scriptable loaded(Context context) {
        if (loaded == null) {
            Scriptable scope = context.initStandardObjects();
            evaluate(context, scope, "assets/search.js");
            // The index is too long for a method of the virtual machine.
            context.setInterpretedMode(true);
            evaluate(context, scope, "assets/search-index.js");
            loaded = scope;
        }
        return loaded;
    }

    private static void evaluate(Context context, Scriptable scope, String path) {
        context.evaluateString(scope, SiteFixture.text(path), path, 1, null);
    }

    /** Returns the first results for a query, each with the fields of its entry. */
    List<List<String>> found(String query, int limit) {
        Function search = (Function) scope.get("searchPages", scope);
        return entries(search.call(context, scope, scope, new Object[] {scope.get("siteIndex", scope), query, limit}));
    }

    /** Returns all entries of the index with their fields. */
    List<List<String>> index() {
        return entries(scope.get("siteIndex", scope));
    }

    private static List<List<String>> entries(Object rows) {
        List<List<String>> entries = new ArrayList<>();
        for (Object row : (List<?>) rows) {
            entries.add(((List<?>) row).stream().map(Object::toString).toList());
        }
        return entries;
    }

    @Override
    public void close() {
        Context.exit();
    }
}
