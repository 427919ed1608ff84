# syntax=docker/dockerfile:1
# One image for the coordinator and the workers: docker build -t recoupe .
FROM node:20-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# What is built needs the sources: the script that builds on installation comes too early here.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY schemas schemas
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production RECOUPE_CACHE=/cache
WORKDIR /recoupe
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/schemas schemas
COPY --from=build /build/dist dist
RUN mkdir /cache /reports /output && chown node:node /cache /output
USER node
# Signals reach the program itself, so that it ends its jobs or hands them back.
ENTRYPOINT ["node", "/recoupe/dist/cli/main.js"]
CMD ["--help"]
