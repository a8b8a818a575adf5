package dev.limen.support;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** Everything that is logged while something runs, at every level; nothing of it reaches the console. */
public final class LogCapture extends Handler {

    /** One line, with its exception if it has one. */
    public record Line(String logger, Level level, String text) {

        /** Whether the program itself wrote it, or a library at a level that production shows. */
        public boolean ours() {
            return logger.startsWith("dev.limen")
                    || logger.startsWith("limen")
                    || level.intValue() >= Level.INFO.intValue();
        }
    }

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

    private LogCapture() {
        setLevel(Level.ALL);
    }

    public static List<Line> during(Runnable what) {
        Logger root = Logger.getLogger("");
        Level level = root.getLevel();
        Handler[] console = root.getHandlers();
        LogCapture capture = new LogCapture();
        Stream.of(console).forEach(root::removeHandler);
        root.addHandler(capture);
        root.setLevel(Level.ALL);
        try {
            what.run();
        } finally {
            root.setLevel(level);
            root.removeHandler(capture);
            Stream.of(console).forEach(root::addHandler);
        }
        return List.copyOf(capture.lines);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(new Line(String.valueOf(line.getLoggerName()), line.getLevel(), new SimpleFormatter().format(line)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
