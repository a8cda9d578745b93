# Sourced by ./x release: a tarball with the program, the web apps and the manuals for another Debian 12 machine.
# packages.txt in it names the Debian packages that the program links with.
version=$(build/release/huiji version | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -1)
name="huiji-$version-$(dpkg --print-architecture)"
folder="build/$name"
rm -rf "$folder"
mkdir -p "$folder/bin"
cp build/release/huiji "$folder/bin/"
strip "$folder/bin/huiji"
cp -r build/web "$folder/web"
cp -r docs README.md README.zh-CN.md CHANGELOG.md LICENSE "$folder/"
ldd "$folder/bin/huiji" | awk '$3 ~ /^\// { print $3 }' | xargs -r -n1 readlink -f |
  xargs -r dpkg -S 2>/dev/null | cut -d: -f1 | sort -u >"$folder/packages.txt"
tar -C build -czf "build/$name.tar.gz" "$name"
say "build/$name.tar.gz"
