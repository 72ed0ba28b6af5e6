package dev.brownout.language.section;

import dev.brownout.language.binding.Shape;
import dev.brownout.language.value.Vocabulary;
import dev.brownout.language.yaml.Node.Text;

/** Which version of the language the file is written in. */
final class VersionSection extends FileSection<String> {
    static final VersionSection SECTION = new VersionSection();

    private static final String READ = "1";

    private VersionSection() {
        super("version", "Version of the language.", "version: 1");
    }

    @Override
    public Shape shape(Vocabulary vocabulary) {
        return Shape.Single.of("integer", "string").like(READ, READ).between(1, 1);
    }

    @Override
    String read(Source source) {
        if (source.root().get(name()) instanceof Text version
                && !version.value().equals(READ)) {
            source.findings()
                    .error(
                            version.place(),
                            "version '" + version.value() + "' is unknown; this program reads version " + READ);
        }
        return READ;
    }
}
