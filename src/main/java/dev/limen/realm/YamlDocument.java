package dev.limen.realm;

import dev.limen.realm.Value.Items;
import dev.limen.realm.Value.Member;
import dev.limen.realm.Value.Members;
import dev.limen.realm.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document into {@link Value}s, from the parser's events: no object is made that the file names, nothing
 * is repeated that the file says once, and neither depth nor size may exhaust the reader.
 */
final class YamlDocument {

    /** The longest file, in characters. The parser's cost grows with the square of the longest scalar. */
    static final int MAX_LENGTH = 1024 * 1024;

    static final int MAX_DEPTH = 32;

    /** As YAML 1.2, chapter 10 has them; the rest makes objects, or means something else than it seems. */
    private static final Set<String> TAGS = Set.of(
            "!",
            "tag:yaml.org,2002:str",
            "tag:yaml.org,2002:int",
            "tag:yaml.org,2002:float",
            "tag:yaml.org,2002:bool",
            "tag:yaml.org,2002:null",
            "tag:yaml.org,2002:map",
            "tag:yaml.org,2002:seq");

    private final ParserImpl events;
    private final Placeholders placeholders;
    private final Faults faults;

    private YamlDocument(ParserImpl events, Placeholders placeholders, Faults faults) {
        this.events = events;
        this.placeholders = placeholders;
        this.faults = faults;
    }

    /** The value of the document; with a fault of syntax, as much of it as came before. */
    static Value read(String text, Placeholders placeholders, Faults faults) {
        Value nothing = new Text(Position.START, "", "", true);
        if (text.length() > MAX_LENGTH) {
            faults.at(Position.START, "the file is longer than " + MAX_LENGTH + " characters");
            return nothing;
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH);
        try {
            ParserImpl events = new ParserImpl(new StreamReader(text), options);
            return new YamlDocument(events, placeholders, faults).document(nothing);
        } catch (ReaderException e) {
            faults.at(positionOf(text, e.getPosition()), "a character that YAML does not allow");
        } catch (MarkedYAMLException e) {
            faults.at(positionOf(e.getProblemMark()), syntaxSentence(e));
        } catch (TooDeepException e) {
            faults.at(e.position, "nested deeper than " + MAX_DEPTH + " levels");
        } catch (YAMLException e) {
            faults.at(Position.START, "not YAML");
        }
        return nothing;
    }

    private Value document(Value nothing) {
        next(); // the stream begins
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return nothing;
        }
        next(); // the document begins
        Value value = value(1);
        next(); // the document ends
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            faults.at(positionOf(events.peekEvent().getStartMark()), "a second document; a realm file has one");
        }
        return value;
    }

    private Value value(int depth) {
        Event event = next();
        Position position = positionOf(event.getStartMark());
        if (depth > MAX_DEPTH) {
            throw new TooDeepException(position);
        }
        if (event instanceof AliasEvent) {
            faults.at(position, "aliases (*name) are not allowed in a realm file");
            return new Text(position, "", "", true);
        }
        return switch (event) {
            case ScalarEvent scalar -> text(scalar, position);
            case SequenceStartEvent list -> items(checked(list.getTag(), list, position), position, depth);
            case MappingStartEvent mapping -> members(checked(mapping.getTag(), mapping, position), position, depth);
            default -> throw new YAMLException("unexpected " + event.getEventId());
        };
    }

    private Text text(ScalarEvent scalar, Position position) {
        checked(scalar.getTag(), scalar, position);
        String raw = scalar.getValue();
        String text = placeholders.replace(raw, sentence -> faults.at(position, sentence));
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN
                && (scalar.getTag() == null || !scalar.getTag().endsWith("str"))
                && text.equals(raw);
        return new Text(position, raw, text, plain);
    }

    private Items items(Event start, Position position, int depth) {
        List<Value> items = new ArrayList<>();
        while (!(events.peekEvent() instanceof SequenceEndEvent)) {
            items.add(value(depth + 1));
        }
        next();
        return new Items(position, items);
    }

    private Members members(Event start, Position position, int depth) {
        Map<String, Member> members = new LinkedHashMap<>();
        while (!(events.peekEvent() instanceof MappingEndEvent)) {
            Value key = value(depth + 1);
            Value value = value(depth + 1);
            if (!(key instanceof Text name)) {
                faults.at(key.position(), "a key must be a single value, not " + key.words());
                continue;
            }
            Member earlier = members.putIfAbsent(name.raw(), new Member(name.position(), value));
            if (earlier != null) {
                faults.at(
                        name.position(),
                        "the key " + Quoted.of(name.raw()) + " is there twice; first on line "
                                + earlier.position().line());
            }
        }
        next();
        return new Members(position, members);
    }

    private NodeEvent checked(String tag, NodeEvent event, Position position) {
        if (tag != null && !TAGS.contains(tag)) {
            faults.at(position, "the tag " + Quoted.of(tag) + " is not allowed in a realm file");
        }
        return event;
    }

    private Event next() {
        return events.getEvent();
    }

    private static String syntaxSentence(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "not YAML" : e.getProblem().replaceAll("\\s+", " ");
        String hint = problem.contains("'{'") || problem.contains("',' or")
                ? " (inside [ ] and { }, write a placeholder in quotes: \"${NAME}\")"
                : "";
        return "not YAML: " + problem + hint;
    }

    private static Position positionOf(Mark mark) {
        return mark == null ? Position.START : new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Position positionOf(String text, int codePoints) {
        String before = text.substring(
                0, text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length()))));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(line, before.length() - before.lastIndexOf('\n'));
    }

    private static final class TooDeepException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Position position;

        TooDeepException(Position position) {
            super(null, null, false, false);
            this.position = position;
        }
    }
}
