package names;

/** Is named like what goes wrong. */
final class Failure {}
