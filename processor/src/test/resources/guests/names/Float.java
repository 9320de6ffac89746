package names;

/** Is named like the class of floating-point numbers in {@code java.lang}. */
final class Float {}
