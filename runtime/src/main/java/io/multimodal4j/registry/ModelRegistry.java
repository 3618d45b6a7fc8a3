package io.multimodal4j.registry;

import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The models on the class path or module path, by architecture. Reading the registry loads the generated indexes, but no model. Immutable, safe for
 * any number of threads; there is no global registry.
 */
public final class ModelRegistry {

    /** The usual reason is a build in which everything compiled and nothing was generated, which javac does not mention. */
    private static final String NOTHING_GENERATED =
            "no model is registered at all. If models are annotated with @RegisterProcessor,"
                    + " nothing was generated for them: JDK 23 and newer run annotation processors only from a processor path."
                    + " Add io.multimodal4j:multimodal4j-processor to annotationProcessorPaths (Maven), annotationProcessor (Gradle)"
                    + " or -processorpath (javac) and compile the models again. If they are in another jar,"
                    + " that jar is not on the class path or does not provide " + ModelIndex.class.getName();

    private final Map<String, ModelIndex> indexes;

    private ModelRegistry(Map<String, ModelIndex> indexes) {
        this.indexes = indexes;
    }

    /**
     * The registry of everything that the current thread's context class loader sees.
     *
     * @return the registry
     * @throws RegistryException if two indexes register one architecture, or an index cannot be loaded
     */
    public static ModelRegistry load() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return load(context != null ? context : ModelRegistry.class.getClassLoader());
    }

    /**
     * The registry of everything that a class loader sees.
     *
     * @param loader the class loader
     * @return the registry
     * @throws RegistryException if two indexes register one architecture, or an index cannot be loaded
     */
    public static ModelRegistry load(ClassLoader loader) {
        Map<String, ModelIndex> indexes = new TreeMap<>();
        Iterator<ModelIndex> found =
                ServiceLoader.load(ModelIndex.class, loader).iterator();
        try {
            while (found.hasNext()) {
                add(found.next(), indexes);
            }
        } catch (ServiceConfigurationError e) {
            throw new RegistryException(
                    "a generated model index cannot be loaded: " + e.getMessage()
                            + "; rebuild the module that it comes from",
                    e);
        }
        return new ModelRegistry(indexes);
    }

    /**
     * A registry of given indexes, for tests and for applications that wire things by hand.
     *
     * @param modelIndexes the indexes
     * @return the registry
     * @throws RegistryException if two of them register one architecture
     */
    public static ModelRegistry of(Collection<? extends ModelIndex> modelIndexes) {
        Map<String, ModelIndex> indexes = new TreeMap<>();
        modelIndexes.forEach(index -> add(index, indexes));
        return new ModelRegistry(indexes);
    }

    private static void add(ModelIndex index, Map<String, ModelIndex> indexes) {
        for (String architecture : index.architectures()) {
            ModelIndex other = indexes.putIfAbsent(architecture, index);
            if (other != null && other != index) {
                throw new RegistryException("the architecture " + architecture + " is registered twice: by "
                        + origin(other) + " and by " + origin(index) + "; remove one of them");
            }
        }
    }

    private static String origin(ModelIndex index) {
        CodeSource source = index.getClass().getProtectionDomain().getCodeSource();
        return index.getClass().getName() + (source == null ? "" : " in " + source.getLocation());
    }

    /**
     * Every registered architecture.
     *
     * @return the names, sorted
     */
    public List<String> architectures() {
        return List.copyOf(indexes.keySet());
    }

    /**
     * Whether an architecture is registered.
     *
     * @param architecture the name
     * @return true if {@link #registration} finds it
     */
    public boolean contains(String architecture) {
        return indexes.containsKey(architecture);
    }

    /**
     * The registration of an architecture.
     *
     * @param architecture the name, as in {@code config.json}
     * @return the registration
     * @throws RegistryException if nobody registered it; the message lists what is registered
     */
    public ModelRegistration<?> registration(String architecture) {
        ModelIndex index = indexes.get(architecture);
        if (index == null) {
            throw unknown(List.of(architecture));
        }
        return index.registration(architecture);
    }

    /**
     * The first of some architectures that is registered.
     *
     * @param architectures the {@code architectures} of a {@code config.json}
     * @return the name
     * @throws RegistryException if none is; the message lists what is registered
     */
    public String firstRegistered(List<String> architectures) {
        return architectures.stream().filter(this::contains).findFirst().orElseThrow(() -> unknown(architectures));
    }

    private RegistryException unknown(List<String> architectures) {
        return new RegistryException("no model is registered for the architecture "
                + String.join(", ", architectures) + "; "
                + (indexes.isEmpty() ? NOTHING_GENERATED : "registered are " + String.join(", ", indexes.keySet()))
                + hidden());
    }

    /**
     * Indexes that are never seen: of two classes of one name on the class path the JVM loads the first, and {@link ServiceLoader} says nothing. Looked for only
     * when an architecture is missed, because it costs a search through every jar.
     */
    private String hidden() {
        StringBuilder text = new StringBuilder();
        indexes.values().stream().map(Object::getClass).distinct().forEach(index -> {
            List<String> places = places(index);
            if (places.size() > 1) {
                text.append("; the index ")
                        .append(index.getName())
                        .append(" is on the class path ")
                        .append(places.size())
                        .append(" times, and only the first counts: ")
                        .append(String.join(", ", places))
                        .append("; compile one of them with -Amm4j.indexPackage=... to give its index another name");
            }
        });
        return text.toString();
    }

    private static List<String> places(Class<?> index) {
        ClassLoader loader = index.getClassLoader();
        if (loader == null) {
            return List.of();
        }
        try {
            return loader.resources(index.getName().replace('.', '/') + ".class")
                    .map(URL::toString)
                    .distinct()
                    .toList();
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }
}
