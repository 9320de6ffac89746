package dev.lockstep.examples.wasi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds out where a path of the guest leads, one name at a time, without ever leaving the directory it starts from:
 * absolute paths, {@code ..} above the start and symbolic links that lead there are refused. The host is never given a
 * path with a symbolic link or {@code ..} in it, and does not follow a link in the last place either.
 *
 * <p>This holds as long as nobody else changes the directory tree. Between the look at a directory and its use, another
 * process that may write there can put a symbolic link in its place, which the host then follows; Java has no portable
 * way to open relative to an open directory. A guest alone cannot do that, since its calls run one after the other. Do
 * not open directories for guests in which users write whom you trust less than the guest.
 */
final class PathResolver {

  /** In bytes of UTF-8, for the guest's path as well as for targets of links. */
  static final int MAX_PATH = 4096;

  /** How many symbolic links one path may lead through, as on Linux. */
  private static final int MAX_LINKS = 40;

  /**
   * Where a path leads.
   *
   * @param path on the host, below the directory from which it was resolved; nothing in it but the last name may be a
   *     symbolic link
   * @param named whether the path ends with a name, and not with {@code .} or {@code ..}
   * @param asDirectory whether the path says that it means a directory, by a slash at its end or the like
   * @param attributes of what is there; {@code null} if there is nothing
   */
  record Location(Path path, boolean named, boolean asDirectory, BasicFileAttributes attributes) {

    /** Refuses paths to nothing, and paths that say directory to what is none. */
    Location existing() throws IOException {
      if (attributes == null) {
        throw new ErrnoException(Errno.NOENT);
      }
      if (asDirectory && !attributes.isDirectory()) {
        throw new ErrnoException(Errno.NOTDIR);
      }
      return this;
    }

    /** Refuses paths that do not say which entry of a directory they mean. */
    Location entry() throws IOException {
      if (!named) {
        throw new ErrnoException(Errno.INVAL);
      }
      return this;
    }

    /** Refuses paths to what is there already. */
    Location absent() throws IOException {
      if (attributes != null) {
        throw new ErrnoException(Errno.EXIST);
      }
      return this;
    }
  }

  private final Deque<String> names = new ArrayDeque<>();
  private Path at;
  private BasicFileAttributes attributes;
  private int depth;
  private int links;
  private boolean named;
  private boolean asDirectory;

  private PathResolver(Path root) {
    at = root;
  }

  /**
   * Resolves a path of the guest.
   *
   * @param root a real path
   * @param followLast whether a symbolic link in the last place stands for where it leads
   */
  static Location resolve(Path root, String guestPath, boolean followLast) throws IOException {
    PathResolver resolver = new PathResolver(root);
    resolver.push(guestPath);
    return resolver.resolve(followLast);
  }

  /** Puts the names of a path in front of those that are left. */
  private void push(String path) throws IOException {
    if (path.isEmpty()) {
      throw new ErrnoException(Errno.NOENT);
    }
    if (path.startsWith("/")) {
      throw new ErrnoException(Errno.NOTCAPABLE);
    }
    int end = path.length();
    while (path.charAt(end - 1) == '/') {
      end--;
    }
    asDirectory |= names.isEmpty() && end < path.length();
    while (end >= 0) {
      int slash = path.lastIndexOf('/', end - 1);
      names.push(path.substring(slash + 1, end));
      end = slash;
    }
  }

  private Location resolve(boolean followLast) throws IOException {
    while (!names.isEmpty()) {
      String name = names.pop();
      switch (name) {
        case "" -> {} // Two slashes are one.
        case "." -> named = false;
        case ".." -> up();
        default -> {
          if (!down(name, followLast)) {
            return new Location(at, true, asDirectory, null);
          }
        }
      }
    }
    if (attributes == null) {
      attributes = attributesOf(at);
    }
    return new Location(at, named, asDirectory || !named, attributes);
  }

  private void up() throws IOException {
    if (depth == 0) {
      throw new ErrnoException(Errno.NOTCAPABLE);
    }
    depth--;
    at = at.getParent();
    attributes = null;
    named = false;
  }

  /** Goes on to an entry of the current directory, or to where it links; false if there is nothing. */
  private boolean down(String name, boolean followLast) throws IOException {
    Path next = at.resolve(single(name));
    BasicFileAttributes found = attributesOf(next);
    boolean last = names.isEmpty();
    if (found == null && !last) {
      throw new ErrnoException(Errno.NOENT);
    }
    if (found != null && found.isSymbolicLink() && (!last || followLast || asDirectory)) {
      if (++links > MAX_LINKS) {
        throw new ErrnoException(Errno.LOOP);
      }
      push(Files.readSymbolicLink(next).toString());
      return true;
    }
    if (found != null && !found.isDirectory() && !last) {
      throw new ErrnoException(Errno.NOTDIR);
    }
    depth++;
    at = next;
    attributes = found;
    named = true;
    return found != null;
  }

  /** A name that is one to the host, too: what separates names or names a drive depends on the host. */
  private Path single(String name) throws IOException {
    try {
      Path path = at.getFileSystem().getPath(name);
      if (path.isAbsolute() || path.getRoot() != null || path.getNameCount() != 1 || !path.toString().equals(name)) {
        throw new ErrnoException(Errno.NOENT);
      }
      return path;
    } catch (InvalidPathException e) {
      throw new ErrnoException(Errno.ILSEQ);
    }
  }

  private static BasicFileAttributes attributesOf(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
