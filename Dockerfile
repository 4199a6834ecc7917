# Builds Solera and leaves the binary alone in a small image, run by a user without rights.
FROM node:22-bookworm-slim AS console
WORKDIR /solera
COPY package.json package-lock.json .npmrc ./
COPY tests/e2e/package.json tests/e2e/
COPY tests/compare/package.json tests/compare/
COPY console console
COPY sdk sdk
RUN --mount=type=cache,target=/npm \
    npm ci --workspace console --workspace sdk/browser --cache /npm --no-audit --no-fund \
    && npm run build --workspace console --workspace sdk/browser

FROM rust:1.95-slim-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends build-essential pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /solera
COPY Cargo.toml Cargo.lock rust-toolchain.toml ./
COPY .cargo .cargo
COPY crates crates
COPY bench bench
COPY xtask xtask
COPY --from=console /solera/console/dist console/dist
COPY --from=console /solera/sdk/browser/dist sdk/browser/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/solera/target \
    cargo build --release --locked --package solera-server \
    && cp target/release/solera /usr/local/bin/solera

FROM debian:bookworm-slim
RUN useradd --system --home-dir /data --shell /usr/sbin/nologin solera \
    && install -d -o solera -g solera -m 750 /data
COPY --from=build /usr/local/bin/solera /usr/local/bin/solera
COPY LICENSE /usr/share/doc/solera/LICENSE
USER solera
ENV SOLERA_LISTEN=0.0.0.0:8080 SOLERA_DATA=/data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["solera"]
CMD ["serve"]
