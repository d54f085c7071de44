// The limit of the transport: a server on the same stubs that keeps nothing. Prints its port, ends with its parent.

import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js'
import streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import { Server, ServerCredentials, type ServerDuplexStream, type ServerWritableStream } from '@grpc/grpc-js'
import { serverFeaturesHandler } from '../rpc/server-features.ts'

type BatchAppend = ServerDuplexStream<streamsPb.BatchAppendReq, streamsPb.BatchAppendResp>
type Read = ServerWritableStream<streamsPb.ReadReq, streamsPb.ReadResp>

function batchAppend(call: BatchAppend): void {
  call.on('data', (request: streamsPb.BatchAppendReq) => {
    const success = new streamsPb.BatchAppendResp.Success()
    success.setCurrentRevision('1')
    const position = new sharedPb.AllStreamPosition()
    position.setCommitPosition('1')
    position.setPreparePosition('1')
    success.setPosition(position)
    const response = new streamsPb.BatchAppendResp()
    response.setCorrelationId(request.getCorrelationId())
    response.setStreamIdentifier(request.getOptions()?.getStreamIdentifier())
    response.setSuccess(success)
    call.write(response)
  })
  call.on('end', () => call.end())
}

/** Sends the asked number of events like those that the benchmark appends, waiting for drain as a server must. */
async function read(call: Read): Promise<void> {
  const count = Number(call.request.getOptions()?.getCount())
  const data = Buffer.from(process.argv[2] ?? '{}')
  for (let index = 0; index < count && !call.cancelled; index++) {
    if (!call.write(event(index, data))) await new Promise((resolve) => call.once('drain', resolve))
  }
  call.end()
}

function event(index: number, data: Buffer): streamsPb.ReadResp {
  const id = new sharedPb.UUID()
  id.setString('5c3f8a40-7c53-4c9b-8f0e-3d4c5b6a7988')
  const stream = new sharedPb.StreamIdentifier()
  stream.setStreamName(Buffer.from(`bench-${index % 1000}`))
  const recorded = new streamsPb.ReadResp.ReadEvent.RecordedEvent()
  recorded.setId(id)
  recorded.setStreamIdentifier(stream)
  recorded.setStreamRevision(String(index))
  recorded.setCommitPosition(String(index))
  recorded.setPreparePosition(String(index))
  recorded
    .getMetadataMap()
    .set('type', 'bench')
    .set('created', '17000000000000000')
    .set('content-type', 'application/json')
  recorded.setData(data)
  const resolved = new streamsPb.ReadResp.ReadEvent()
  resolved.setEvent(recorded)
  resolved.setCommitPosition(String(index))
  const response = new streamsPb.ReadResp()
  response.setEvent(resolved)
  return response
}

const server = new Server()
const { batchAppend: batchAppendMethod, read: readMethod } = streamsGrpc.StreamsService
server.addService({ batchAppend: batchAppendMethod, read: readMethod }, { batchAppend, read })
server.addService(featuresGrpc.ServerFeaturesService, { getSupportedMethods: serverFeaturesHandler() })
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error
  console.log(`No-op server ready at esdb://127.0.0.1:${port}?tls=false`)
})
process.stdin.on('end', () => process.exit(0)).resume()
